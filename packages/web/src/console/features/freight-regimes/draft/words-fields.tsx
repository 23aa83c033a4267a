import { Form, Input } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useRequired } from '../../../ui/use-required.ts';

interface Props {
  /** Name of the field, whose value has a text in each language. */
  readonly name: string;
  readonly label: string;
  readonly most: number;
}

/** A text in both languages, since firms read either. */
export function WordsFields({ name, label, most }: Props) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <div className="regimes-pair">
      <Form.Item name={[name, 'zh']} label={`${label} ${t('freight-regimes.in_zh')}`} rules={[required]}>
        <Input maxLength={most} />
      </Form.Item>
      <Form.Item name={[name, 'en']} label={`${label} ${t('freight-regimes.in_en')}`} rules={[required]}>
        <Input maxLength={most} />
      </Form.Item>
    </div>
  );
}
