import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useRequired } from './use-required.ts';

/** What these fields of a form hold. */
export interface SourceOf {
  readonly zh: string;
  readonly en?: string;
  readonly assumed: boolean;
}

/** What a version of a rule stands on: its source, in English where it is known, and whether that leaves the figures open. */
export function SourceFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      <Form.Item name="zh" label={t('common.source_zh')} rules={[required, { min: 2 }]}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="en" label={t('common.source_en')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="assumed" valuePropName="checked">
        <Checkbox>{t('common.source_open')}</Checkbox>
      </Form.Item>
    </>
  );
}
