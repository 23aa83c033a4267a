import { Form, Input } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRequired } from '../../ui/use-required.ts';

/** The code of a site, gate or camera. */
export function CodeField() {
  const { t } = useTranslation();
  const form = { pattern: /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, message: t('freight-gates.code_wrong') };
  return (
    <Form.Item
      name="code"
      label={t('freight-gates.code')}
      extra={t('freight-gates.code_hint')}
      rules={[useRequired(), form]}
    >
      <Input maxLength={40} autoFocus autoComplete="off" />
    </Form.Item>
  );
}
