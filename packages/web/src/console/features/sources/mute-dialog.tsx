import { DAY_MS } from '@opentocc/core/time';
import { Form, Input } from 'antd';
import { call } from '../../../ui/api.ts';
import { dayOf, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { DateField } from '../../ui/date-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED_BY_HANDLING } from './queries.ts';

interface Fields {
  /** Last day of the silence. */
  until: string;
  reason: string;
}

/** As the server has it; a little less, since the last day counts whole. */
const LONGEST_DAYS = 90;
const FIRST_DAYS = 7;

/** Until when findings wait for nobody, and why. */
export function MuteDialog({ findings, close }: { findings: number[]; close(): void }) {
  const { t } = useTranslation();
  const act = useSaving(...CHANGED_BY_HANDLING);
  const [form] = Form.useForm<Fields>();
  const inDays = (days: number) => dayOf(platformNow() + days * DAY_MS);
  const save = ({ until, reason }: Fields) => {
    const until_ms = startOfDay_ms(Date.parse(until)) + DAY_MS;
    return act(() => call('POST /api/v1/quality/findings/mutes', { body: { findings, until_ms, reason } }));
  };
  return (
    <FormDialog
      title={t('sources.handling.mute')}
      okText={t('common.ok')}
      form={form}
      initial={{ until: inDays(FIRST_DAYS) }}
      save={save}
      close={close}
    >
      <p className="muted">{t('sources.handling.mute_hint')}</p>
      <Form.Item name="until" label={t('sources.handling.until')} rules={[useRequired()]}>
        <DateField min={inDays(0)} max={inDays(LONGEST_DAYS)} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('sources.handling.reason')}
        rules={[{ required: true, min: 4, message: t('sources.handling.reason_rule') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
