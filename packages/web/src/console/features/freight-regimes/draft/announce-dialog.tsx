import type { FreightRegimeDraft } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { EndInput, MomentInput } from '../moment-input.tsx';
import { REGIMES } from '../queries.ts';
import { Stance, useSay } from '../words.tsx';

interface Fields {
  readonly from_ms: number;
  readonly to_ms: number | null;
  readonly reason: string;
}

/** Announces a draft: from when until when, and why. Firms are informed. */
export function AnnounceDialog({ draft, close }: { readonly draft: FreightRegimeDraft; close(): void }) {
  const { t } = useTranslation();
  const say = useSay();
  const required = useRequired();
  const save = useSaving(REGIMES);
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const { regime, id, version, purpose } = draft;
  const from_ms = Form.useWatch('from_ms', form) ?? regime.from_ms;
  const send = (fields: Fields) =>
    save(async () => {
      const made = await call('POST /api/v1/freight/regime-drafts/:id/announcement', {
        ...{ params: { id }, body: { seen: version, ...fields } },
      });
      const { code, version: announced } = made.regime;
      await navigate({
        ...{ to: '/freight/regimes/$code/$version', params: { code, version: String(announced) } },
      });
    });
  return (
    <FormDialog
      title={t('freight-regimes.announce_title', { name: say(regime.name) })}
      okText={t('freight-regimes.announce')}
      form={form}
      initial={{ from_ms: regime.from_ms, to_ms: regime.to_ms, reason: purpose }}
      save={send}
      close={close}
    >
      <p>
        <Stance of={regime} /> {t('freight-regimes.announce_hint')}
      </p>
      <Form.Item name="from_ms" rules={[required]}>
        <MomentInput label={t('freight-regimes.from')} />
      </Form.Item>
      <Form.Item name="to_ms">
        <EndInput label={t('freight-regimes.until')} from_ms={from_ms} />
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')} rules={[required, { min: 2 }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
