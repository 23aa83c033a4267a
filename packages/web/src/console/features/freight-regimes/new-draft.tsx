import type { FreightRegime, FreightRegimeEntry } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { REGIMES, useRegimes } from './queries.ts';
import { useSay } from './words.tsx';

interface Fields {
  readonly like: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly stance: FreightRegime['stance'];
  readonly purpose: string;
}

/** Begins a draft with the rules of a version that is on record. */
export function NewDraft() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const all = known(useRegimes())?.regimes;
  return (
    <>
      <Button type="primary" disabled={!all} onClick={() => setOpen(true)}>
        {t('freight-regimes.new_draft')}
      </Button>
      {isOpen && all && <NewDraftDialog all={all} close={() => setOpen(false)} />}
    </>
  );
}

const keyOf = ({ regime: { code, version } }: FreightRegimeEntry): string => `${code}@${version}`;

function NewDraftDialog({ all, close }: { readonly all: readonly FreightRegimeEntry[]; close(): void }) {
  const { t } = useTranslation();
  const say = useSay();
  const required = useRequired();
  const save = useSaving(REGIMES);
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const ofCity = all.filter(({ regime }) => regime.streets.length === 0);
  const now = ofCity.find(({ standing }) => standing === 'in_force') ?? ofCity[0];
  const send = ({ like, code, zh, en, stance, purpose }: Fields) =>
    save(async () => {
      const { version: _, ...rest } = (all.find((entry) => keyOf(entry) === like) ?? now).regime;
      // On the whole minute after the next hour, so that somebody can check and announce it until then.
      const from_ms = Math.ceil((platformNow() + HOUR_MS) / (10 * MINUTE_MS)) * 10 * MINUTE_MS;
      const regime = {
        ...{ ...rest, code, stance, name: { zh, en: en || zh }, from_ms, to_ms: from_ms + 24 * HOUR_MS },
        ...{ source: { zh: purpose, en: purpose }, assumed: false },
      };
      const { id } = await call('POST /api/v1/freight/regime-drafts', { body: { regime, purpose } });
      await navigate({ to: '/freight/regimes/drafts/$draft', params: { draft: String(id) } });
    });
  return (
    <FormDialog
      title={t('freight-regimes.new_draft')}
      okText={t('freight-regimes.begin_draft')}
      form={form}
      initial={{ like: keyOf(now), stance: 'emergency' }}
      save={send}
      close={close}
    >
      <Form.Item name="like" label={t('freight-regimes.like')} rules={[required]}>
        <Select
          options={all.map((entry) => ({
            value: keyOf(entry),
            label: `${say(entry.regime.name)} v${entry.regime.version} (${minuteOf(entry.regime.from_ms)})`,
          }))}
        />
      </Form.Item>
      <Form.Item name="zh" label={t('freight-regimes.name_zh')} rules={[required]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="en" label={t('freight-regimes.name_en')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('freight-regimes.code')}
        extra={t('freight-regimes.code_hint')}
        rules={[required, { pattern: /^[a-z][a-z0-9-]{0,39}$/, message: t('freight-regimes.code_hint') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="stance" label={t('freight-regimes.stance_label')}>
        <Radio.Group
          options={(['normal', 'emergency'] as const).map((value) => ({
            value,
            label: t(`freight-regimes.stance.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="purpose" label={t('freight-regimes.purpose')} rules={[required, { min: 2 }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
