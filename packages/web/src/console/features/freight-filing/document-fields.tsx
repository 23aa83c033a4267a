import type { FiledKind } from '@opentocc/contract';
import { Checkbox, Form, Input, Space } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { DateField } from '../../ui/date-field.tsx';
import { DOCUMENTS } from './form-values.ts';

/** Documents of a kind, each with the last day on which it holds. */
export function DocumentFields({ kind }: { readonly kind: FiledKind }) {
  const { t } = useTranslation();
  return DOCUMENTS[kind].map((of) => (
    <fieldset key={of} className="filing-document">
      <legend>{t(`freight-filing.documents.${of}`)}</legend>
      <Space wrap>
        {kind !== 'driver' && (
          <Form.Item name={['documents', of, 'number']} label={t('freight-filing.field.number')}>
            <Input maxLength={40} />
          </Form.Item>
        )}
        <Form.Item name={['documents', of, 'until']} label={t('freight-filing.field.until')}>
          <DateField mayBeEmpty />
        </Form.Item>
        <Form.Item name={['documents', of, 'unlimited']} valuePropName="checked" label=" ">
          <Checkbox>{t('freight-filing.unlimited')}</Checkbox>
        </Form.Item>
      </Space>
    </fieldset>
  ));
}
