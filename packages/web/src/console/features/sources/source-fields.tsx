import type { SourceHealth } from '@opentocc/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

const DATUMS = ['WGS-84', 'GCJ-02', 'BD-09'] as const satisfies readonly SourceHealth['datum'][];

/** What is agreed with a source, new or not: its names, who answers for it, its datum and how often it reports. */
export function SourceFields({ datum_hint }: { datum_hint?: string }) {
  const { t } = useTranslation();
  const required = [{ required: true, whitespace: true }];
  return (
    <>
      <Form.Item name={['name', 'zh']} label={t('sources.name_zh')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={['name', 'en']} label={t('sources.name_en')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="owner" label={t('sources.owner')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="datum" label={t('sources.datum')} extra={datum_hint}>
        <Select options={DATUMS.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="report_interval_s" label={t('sources.interval')} rules={[{ required: true }]}>
        <InputNumber min={1} max={3600} precision={0} suffix="s" style={{ width: '100%' }} />
      </Form.Item>
    </>
  );
}
