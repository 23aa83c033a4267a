import type { Session } from '@opentocc/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, QRCode, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, rememberCsrfToken } from '../../../ui/api.ts';
import { OnceDialog } from './once-dialog.tsx';
import { SESSION_KEY } from './session.ts';
import { useAction } from './use-action.ts';

/** Stands in the way where the rules ask for a second factor. */
export function EnrolPage({ session }: { session: Session }) {
  const { t } = useTranslation();
  rememberCsrfToken(session.csrf_token);
  return (
    <main className="sign-in">
      <section className="sign-in-card" aria-labelledby="enrol">
        <h1 id="enrol">{t('authority.enrol')}</h1>
        <Alert type="info" showIcon title={t('authority.enrol_first')} />
        <SecondFactorSetUp />
      </section>
    </main>
  );
}

/** A new secret, its first code, and the recovery codes. */
export function SecondFactorSetUp() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const act = useAction();
  const [setup, setSetup] = useState<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const start = async () => {
    const made = await act(() => api.post<{ secret: string; uri: string }>('/session/second-factor', {}));
    if (made) setSetup(made);
  };
  const confirm = async ({ code }: { code: string }) => {
    const made = await act(() =>
      api.post<{ codes: string[] }>('/session/second-factor/confirmation', { code }),
    );
    if (made) setCodes(made.codes);
  };
  const kept = () => queries.invalidateQueries({ queryKey: SESSION_KEY });
  if (codes)
    return (
      <OnceDialog
        title={t('authority.recovery')}
        label={t('authority.recovery_text')}
        secret={codes.join('\n')}
        close={kept}
      />
    );
  if (!setup)
    return (
      <Button type="primary" onClick={start}>
        {t('authority.enrol')}
      </Button>
    );
  return (
    <Form layout="vertical" onFinish={confirm} requiredMark={false} style={{ maxWidth: 360 }}>
      <p>{t('authority.enrol_scan')}</p>
      {/* The secret stands below as text, for who cannot see the picture. */}
      <div aria-hidden="true">
        <QRCode value={setup.uri} type="svg" size={180} color="#000" bgColor="#fff" />
      </div>
      <p>
        {t('authority.enrol_secret')} <Typography.Text code>{setup.secret}</Typography.Text>
      </p>
      <Form.Item
        name="code"
        label={t('authority.enrol_code')}
        rules={[{ required: true, message: t('account.required') }]}
      >
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('authority.enrol_confirm')}
      </Button>
    </Form>
  );
}

/** Takes the second factor off; needs the password and a code. */
export function SecondFactorRemove() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const act = useAction();
  const remove = async (fields: { password: string; code: string }) => {
    await act(() => api.post('/session/second-factor/removal', fields));
    await queries.invalidateQueries({ queryKey: SESSION_KEY });
  };
  const rules = [{ required: true, message: t('account.required') }];
  return (
    <Form layout="vertical" onFinish={remove} requiredMark={false} style={{ maxWidth: 360 }}>
      <Form.Item name="password" label={t('account.password')} rules={rules}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="code" label={t('account.code')} rules={rules}>
        <Input autoComplete="one-time-code" maxLength={32} />
      </Form.Item>
      <Button danger htmlType="submit">
        {t('authority.factor_remove')}
      </Button>
    </Form>
  );
}
