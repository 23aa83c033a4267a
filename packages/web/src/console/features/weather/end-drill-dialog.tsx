import { Form, Input } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

/** Ends a drill with what was learned in it. */
export function EndDrillDialog({ id, close }: { readonly id: number; close(): void }) {
  const { t } = useTranslation();
  const save = useSaving('weather-drill-runs', 'weather');
  const [form] = Form.useForm<{ note: string }>();
  const required = useRequired();
  return (
    <FormDialog
      title={t('weather.end_drill')}
      okText={t('weather.end_drill')}
      form={form}
      save={(body) => save(() => call('POST /api/v1/weather/drill-runs/:id/end', { params: { id }, body }))}
      close={close}
    >
      <p className="muted">{t('weather.end_drill_hint')}</p>
      <Form.Item
        name="note"
        label={t('weather.drill_note')}
        rules={[required, { min: 2, message: t('weather.reason_rule') }]}
      >
        <Input.TextArea maxLength={500} rows={3} />
      </Form.Item>
    </FormDialog>
  );
}
