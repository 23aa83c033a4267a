import { Button, Form, Input, Space } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useRequired } from '../../ui/use-required.ts';

/** What a role and a unit have in common: a code that stays, and a name in both languages. */
export interface NamedFields {
  code: string;
  zh: string;
  en: string;
}

/** @param isNew the code can be chosen only then */
export function NameFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation();
  const rules = [useRequired()];
  const code = { pattern: /^[a-z0-9][a-z0-9_-]{0,39}$/, message: t('accounts.code_rule') };
  return (
    <>
      <Form.Item
        name="code"
        label={t('accounts.unit_code')}
        extra={isNew && t('accounts.code_rule')}
        rules={[...rules, code]}
      >
        <Input disabled={!isNew} autoComplete="off" />
      </Form.Item>
      <Form.Item name="zh" label={t('accounts.name_zh')} rules={rules}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="en" label={t('accounts.name_en')} rules={rules}>
        <Input autoComplete="off" />
      </Form.Item>
    </>
  );
}

interface Acts {
  /** What is removed, for the question before. */
  readonly name: string;
  edit(): void;
  remove(): void;
}

/** Edit and remove, at the end of a row. */
export function RowActs({ name, edit, remove }: Acts) {
  const { t } = useTranslation();
  return (
    <Space>
      <Button size="small" onClick={edit}>
        {t('accounts.edit')}
      </Button>
      <Confirm placement="topRight" title={t('accounts.remove_title', { name })} isDanger onConfirm={remove}>
        <Button size="small">{t('accounts.remove')}</Button>
      </Confirm>
    </Space>
  );
}
