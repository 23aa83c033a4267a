import { Form, Input, InputNumber } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CodeField } from './code-field.tsx';
import { GATES } from './queries.ts';

interface Fields {
  readonly code: string;
  readonly zh: string;
  readonly en?: string;
  readonly unit?: string;
  readonly lon: number;
  readonly lat: number;
  readonly capacity?: number | null;
}

export function SiteDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const save = useSaving(GATES);
  const [form] = Form.useForm<Fields>();
  const rules = [useRequired()];
  const send = ({ code, zh, en = '', unit, lon, lat, capacity = null }: Fields) => {
    const body = { name: { zh, en }, unit: unit?.trim() || null, lon, lat, capacity, version: 0 };
    return save(() => call('PUT /api/v1/freight/gate-sites/:code', { params: { code }, body }));
  };
  const title = t('freight-gates.add_site');
  return (
    <FormDialog title={title} okText={title} form={form} save={send} close={close}>
      <CodeField />
      <Form.Item name="zh" label={t('freight-gates.name_zh')} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="en" label={t('freight-gates.name_en')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="lon" label={t('freight-gates.lon')} rules={rules}>
        <InputNumber min={-180} max={180} step={0.0001} />
      </Form.Item>
      <Form.Item name="lat" label={t('freight-gates.lat')} rules={rules}>
        <InputNumber min={-90} max={90} step={0.0001} />
      </Form.Item>
      <Form.Item name="capacity" label={t('freight-gates.capacity')}>
        <InputNumber min={1} max={100_000} precision={0} />
      </Form.Item>
      <Form.Item name="unit" label={t('freight-gates.unit')} extra={t('freight-gates.unit_hint')}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  );
}
