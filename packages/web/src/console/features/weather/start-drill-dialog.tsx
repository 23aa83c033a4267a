import { Form, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';

/** How much faster than the storm; two days of it are 54 minutes, 9 minutes and 2 minutes. */
const SPEEDS = [60, 360, 1800];
const BY_HAND = 0;

/** Starts a storm of the past as a drill, its steps by hand or faster than they came. */
export function StartDrillDialog({ script, close }: { readonly script: string; close(): void }) {
  const { t } = useTranslation();
  const save = useSaving('weather-drill-runs', 'weather');
  const [form] = Form.useForm<{ speed: number }>();
  const options = [BY_HAND, ...SPEEDS].map((value) => ({
    value,
    label: value === BY_HAND ? t('weather.by_hand') : t('weather.speed_n', { n: value }),
  }));
  return (
    <FormDialog
      title={t('weather.start_drill')}
      okText={t('weather.start_drill')}
      form={form}
      initial={{ speed: BY_HAND }}
      save={({ speed }) => {
        const body = { script, speed: speed === BY_HAND ? null : speed };
        return save(() => call('POST /api/v1/weather/drill-runs', { body }));
      }}
      close={close}
    >
      <p className="muted">{t('weather.start_drill_hint')}</p>
      <Form.Item name="speed" label={t('weather.speed')}>
        <Select options={options} />
      </Form.Item>
    </FormDialog>
  );
}
