import type { WarningBrief } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { Checkbox, Form, Input, InputNumber } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { CHANGED_BY_ACT } from './queries.ts';

interface Fields {
  minutes: number;
  reason: string;
  end_when_idle: boolean;
}

/** By which labels a silence finds this warning again, and nothing else. */
const LABELS = ['rule', 'link', 'key', 'source', 'detector', 'district', 'alertname'];

/** Hides one warning for a time, with a reason. */
export function SilenceDialog({ warning, close }: { readonly warning: WarningBrief; close(): void }) {
  const { t } = useTranslation();
  const run = useSaving(...CHANGED_BY_ACT);
  const [form] = Form.useForm<Fields>();
  const matchers = LABELS.flatMap((name) => {
    const value = warning.labels[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const save = ({ minutes, reason, end_when_idle = false }: Fields) =>
    run(() =>
      call('POST /api/v1/silences', {
        body: { matchers, reason, end_when_idle, ends_ms: platformNow() + minutes * MINUTE_MS },
      }),
    );
  return (
    <FormDialog
      title={t('warnings.silence')}
      okText={t('common.ok')}
      form={form}
      initial={{ minutes: 60 }}
      save={save}
      close={close}
    >
      <p className="muted">{matchers.map(({ name, value }) => `${name}=${value}`).join(' · ')}</p>
      <Form.Item name="minutes" label={t('warnings.minutes')}>
        <InputNumber min={5} max={1440} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('warnings.silence_reason')}
        rules={[{ required: true, min: 4, message: t('warnings.reason_rule') }]}
      >
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="end_when_idle" valuePropName="checked">
        <Checkbox>{t('warnings.end_when_idle')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
