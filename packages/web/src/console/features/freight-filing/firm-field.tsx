import { Form, Input, Select } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

interface Props {
  /** Codes of the firms of who files; null for who files for any. */
  readonly own: readonly string[] | null;
}

/** For whom it is filed: a choice only where there is one. */
export function FirmField({ own }: Props) {
  const { t } = useTranslation();
  if (own === null)
    return (
      <Form.Item name="firm" label={t('freight-filing.firm')} extra={t('freight-filing.firm_hint')}>
        <Input maxLength={40} allowClear />
      </Form.Item>
    );
  return (
    <Form.Item name="firm" label={t('freight-filing.firm')} hidden={own.length < 2}>
      <Select options={own.map((value) => ({ value, label: value }))} />
    </Form.Item>
  );
}
