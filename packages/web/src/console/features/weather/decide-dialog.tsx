import type { ResponseLevel } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

const LEVELS: readonly ResponseLevel[] = ['I', 'II', 'III', 'IV'];
const END = 'end';

interface Props {
  /** Number of the decision that is in force. */
  readonly after: number;
  readonly proposed: ResponseLevel | null;
  /** The weather drill that it is decided in; null for the response of the city. */
  readonly drill?: number | null;
  close(): void;
}

/** Sets the level of response, for a reason; the proposal is only where the form begins. */
export function DecideDialog({ after, proposed, drill = null, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving('weather', 'weather-drill-runs');
  const [form] = Form.useForm<{ level: string; reason: string }>();
  const required = useRequired();
  const options = [
    ...LEVELS.map((value) => ({ value: value as string, label: t(`weather.response_name.${value}`) })),
    { value: END, label: t('weather.end') },
  ];
  return (
    <FormDialog
      title={drill === null ? t('weather.decide') : t('weather.decide_drill')}
      okText={t('common.ok')}
      form={form}
      initial={{ level: proposed ?? 'IV' }}
      save={({ level, reason }) => {
        const body = { level: level === END ? null : (level as ResponseLevel), reason, after, drill };
        return save(() => call('POST /api/v1/weather/responses', { body }));
      }}
      close={close}
    >
      <p className="muted">{t('weather.scales_hint')}</p>
      <Form.Item name="level" label={t('weather.level')} rules={[required]}>
        <Select options={options} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('weather.reason')}
        rules={[required, { min: 2, message: t('weather.reason_rule') }]}
      >
        <Input maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}
