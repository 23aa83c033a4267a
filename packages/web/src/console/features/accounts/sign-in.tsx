import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ApiError, call, rememberCsrfToken } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { sessionEndStore } from '../../../ui/session-end.ts';
import { useStore } from '../../../ui/store.ts';
import { rememberPlace } from '../../address.ts';
import { lastAccount } from '../../session/last-account.ts';
import { SESSION_KEY } from '../../session/session.ts';
import { useRequired } from '../../ui/use-required.ts';
import { EntranceFrame } from './gate-page.tsx';

interface Fields {
  account: string;
  password: string;
  code?: string;
}

export function SignInPage() {
  const { t } = useTranslation();
  return (
    <EntranceFrame title={t('product')} icon={<img src="/icon.svg" alt="" width="48" height="48" />}>
      <p className="muted">OpenTOCC</p>
      <WhyEnded />
      <SignInForm />
      <OutsideSignIn />
      <FirstHint />
    </EntranceFrame>
  );
}

/** Where somebody was signed in until now: why no more. The address stays, so that signing in leads back to the page. */
function WhyEnded() {
  const { t } = useTranslation();
  const why = useStore(sessionEndStore);
  if (why === null) return null;
  return <Alert type="warning" showIcon title={t(`session_end.${why}`)} role="alert" />;
}

function SignInForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const rules = [useRequired()];
  const [account] = useState(lastAccount.get);

  const signIn = async (fields: Fields) => {
    setBusy(true);
    setError(null);
    try {
      const session = await call('POST /api/v1/session', {
        body: { ...fields, code: fields.code || undefined },
      });
      if (session) rememberCsrfToken(session.csrf_token);
      sessionEndStore.set(null);
      lastAccount.set(fields.account);
      queries.setQueryData(SESSION_KEY, session);
    } catch (reason) {
      setError(reason);
      if (asksForCode(reason)) setAsksCode(true);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Fields>
      layout="vertical"
      onFinish={signIn}
      requiredMark={false}
      initialValues={{ account: account ?? '' }}
      size="large"
      className="narrow-form"
    >
      {error !== null && (
        <Alert type={asksForCode(error) ? 'info' : 'error'} showIcon title={errorText(error)} role="alert" />
      )}
      <Form.Item name="account" label={t('accounts.gate.account')} rules={rules}>
        <Input autoComplete="username" autoFocus={account === null} />
      </Form.Item>
      <Form.Item name="password" label={t('accounts.gate.password')} rules={rules}>
        <Input.Password autoComplete="current-password" autoFocus={account !== null} />
      </Form.Item>
      {asksCode && (
        <Form.Item
          name="code"
          label={t('accounts.gate.code')}
          extra={t('accounts.gate.code_hint')}
          rules={rules}
        >
          <Input autoComplete="one-time-code" maxLength={32} autoFocus />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('accounts.gate.sign_in')}
      </Button>
    </Form>
  );
}

/** The server asks for a code only after the right password. */
function asksForCode(reason: unknown): boolean {
  return reason instanceof ApiError && reason.code === 'accounts.code_required';
}

/** Where the first password is, shown until somebody has changed it. */
function FirstHint() {
  const { t } = useTranslation();
  if (!known(useSignInMethods())?.first_start) return null;
  return <p className="muted hint">{t('accounts.gate.first_hint')}</p>;
}

const useSignInMethods = () =>
  useQuery({
    queryKey: ['sign-in-methods'],
    queryFn: () => call('GET /api/v1/session/methods'),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The way through an outside provider, where one is set up. */
function OutsideSignIn() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const oidc = known(useSignInMethods())?.oidc;
  const failed = new URLSearchParams(location.search).get('oidc') === 'failed';
  return (
    <>
      {failed && <Alert type="error" showIcon title={t('accounts.outside_failed')} role="alert" />}
      {oidc && (
        <Button
          block
          size="large"
          href="/api/v1/session/oidc/start"
          onClick={() => rememberPlace(location, sessionStorage)}
        >
          {oidc[language]}
        </Button>
      )}
    </>
  );
}
