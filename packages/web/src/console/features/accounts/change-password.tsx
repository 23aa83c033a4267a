import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useOwnAccount } from '../../session/directory.ts';
import { SESSION_KEY } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { toast } from '../../ui/toast.ts';
import { useRequired } from '../../ui/use-required.ts';
import { GatePage } from './gate-page.tsx';

interface Fields {
  current: string;
  next: string;
  again: string;
}

/** Stands in the way after a sign-in with a one-time password, or with one that is too old. */
export function ChangePasswordPage() {
  const { t } = useTranslation();
  return (
    <GatePage title={t('accounts.gate.change_title')} why={t('accounts.gate.change_first')}>
      <ChangePasswordForm />
    </GatePage>
  );
}

export function ChangePasswordForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [form] = Form.useForm<Fields>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const required = useRequired();

  const change = async ({ current, next }: Fields) => {
    setBusy(true);
    setError(null);
    try {
      await call('POST /api/v1/session/password', { body: { current, next } });
      toast('done', t('accounts.gate.changed'));
      form.resetFields();
      for (const queryKey of [SESSION_KEY, ['own-account'], ['open-sessions']])
        await queries.invalidateQueries({ queryKey });
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      onFinish={change}
      requiredMark={false}
      className="narrow-form"
    >
      {error !== null && <Alert type="error" showIcon title={errorText(error)} role="alert" />}
      <Form.Item name="current" label={t('accounts.gate.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="next" label={t('accounts.gate.next')} rules={[required]} extra={<PasswordRules />}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('accounts.gate.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              value === getFieldValue('next') ? Promise.resolve() : Promise.reject(t('accounts.gate.differ')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('accounts.gate.change')}
      </Button>
    </Form>
  );
}

/** What the server will ask of a password, before it is typed. */
function PasswordRules() {
  const { t } = useTranslation();
  const rules = known(useOwnAccount())?.rules;
  if (!rules) return null;
  return (
    <>
      {t('accounts.password_rules', {
        length: rules.password_min_length,
        kinds: rules.password_min_kinds,
        history: rules.password_history,
        days: rules.password_max_age_days,
      })}{' '}
      {rules.assumed && <Assumed source={rules.source} />}
    </>
  );
}
