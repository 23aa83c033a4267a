import type { FilingDetail } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { Form, Input, InputNumber } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED } from './queries.ts';

export type ReasonedAct = ('return' | 'suspend' | 'reinstate' | 'remove') | ('appeal' | 'grant' | 'refuse');

interface Props {
  readonly entry: FilingDetail;
  readonly act: ReasonedAct;
  close(): void;
}

interface Fields {
  readonly reason: string;
  readonly days?: number | null;
}

/** Asks why, and for a suspension for how long. */
export function ActDialog({ entry: { id, version }, act, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<Fields>();
  const title = t(`freight-filing.do.${act}`);
  return (
    <FormDialog
      title={title}
      okText={title}
      form={form}
      save={(fields) => save(() => send(act, id, version, fields))}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t(act === 'appeal' ? 'freight-filing.appeal_text' : 'freight-filing.reason')}
        rules={[useRequired(), { min: act === 'appeal' ? 10 : 2, whitespace: true }]}
      >
        <Input.TextArea rows={4} maxLength={act === 'appeal' ? 2000 : 500} autoFocus />
      </Form.Item>
      {act === 'suspend' && (
        <Form.Item name="days" label={t('freight-filing.days')} extra={t('freight-filing.days_hint')}>
          <InputNumber min={1} max={3650} precision={0} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

function send(act: ReasonedAct, id: string, version: number, { reason, days }: Fields): Promise<unknown> {
  const params = { id };
  switch (act) {
    case 'return':
      return call('POST /api/v1/freight/filing/entries/:id/decision', {
        params,
        body: { version, approved: false, reason },
      });
    case 'appeal':
      return call('POST /api/v1/freight/filing/entries/:id/appeal', {
        params,
        body: { version, text: reason },
      });
    case 'grant':
    case 'refuse':
      return call('POST /api/v1/freight/filing/entries/:id/appeal/decision', {
        params,
        body: { version, granted: act === 'grant', reason },
      });
    default:
      return call('POST /api/v1/freight/filing/entries/:id/sanction', {
        params,
        body: { version, act, reason, until_ms: days ? platformNow() + days * DAY_MS : null },
      });
  }
}
