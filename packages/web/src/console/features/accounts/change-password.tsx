import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { useErrorText } from '../../error-text.ts';
import { SESSION_KEY } from './session.ts';

interface Fields {
  current: string;
  next: string;
  again: string;
}

/** Stands in the way after a sign-in with a one-time password. */
export function ChangePasswordPage() {
  const { t } = useTranslation();
  return (
    <main className="sign-in">
      <section className="sign-in-card" aria-labelledby="change">
        <h1 id="change">{t('account.change_title')}</h1>
        <Alert type="info" showIcon title={t('account.change_first')} />
        <ChangePasswordForm />
      </section>
    </main>
  );
}

export function ChangePasswordForm() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const required = { required: true, message: t('account.required') };

  const change = async ({ current, next }: Fields) => {
    setBusy(true);
    setError(null);
    try {
      await api.post('/session/password', { current, next });
      message.success(t('account.changed'));
      await queries.invalidateQueries({ queryKey: SESSION_KEY });
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Fields> layout="vertical" onFinish={change} requiredMark={false} size="large">
      {error !== null && <Alert type="error" showIcon title={errorText(error)} role="alert" />}
      <Form.Item name="current" label={t('account.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item name="next" label={t('account.next')} rules={[required]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('account.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              value === getFieldValue('next') ? Promise.resolve() : Promise.reject(t('account.differ')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('account.change')}
      </Button>
    </Form>
  );
}
