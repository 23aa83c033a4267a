import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, QRCode, Typography } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { OnceDialog } from '../../ui/once-dialog.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { GatePage } from './gate-page.tsx';

/** Stands in the way where the rules ask for a second factor. */
export function EnrolPage() {
  const { t } = useTranslation();
  return (
    <GatePage title={t('accounts.enrol')} why={t('accounts.enrol_first')}>
      <SecondFactorSetUp />
    </GatePage>
  );
}

interface Setup {
  readonly secret: string;
  readonly uri: string;
}

/** A new secret, its first code, and the recovery codes. */
export function SecondFactorSetUp() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const act = useAction();
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const start = async () => {
    const made = await act(() => call('POST /api/v1/session/second-factor'));
    if (made) setSetup(made);
  };
  if (codes)
    return (
      <OnceDialog
        title={t('accounts.recovery')}
        label={t('accounts.recovery_text')}
        secrets={codes}
        close={() => queries.invalidateQueries()}
      />
    );
  if (!setup)
    return (
      <div className="enrol-start">
        <p className="muted">{t('accounts.enrol_what')}</p>
        <Button type="primary" block onClick={start}>
          {t('accounts.enrol')}
        </Button>
      </div>
    );
  return <SetupForm setup={setup} confirmed={setCodes} />;
}

interface SetupFormProps {
  readonly setup: Setup;
  confirmed(codes: readonly string[]): void;
}

/** What to scan, and the first code; one that is wrong is said beside the field until the next try. */
function SetupForm({ setup, confirmed }: SetupFormProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [error, setError] = useState<unknown>(null);
  const rules = [useRequired()];
  const confirm = async ({ code }: { code: string }) => {
    setError(null);
    try {
      const made = await call('POST /api/v1/session/second-factor/confirmation', { body: { code } });
      if (made) confirmed(made.codes);
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <Form layout="vertical" onFinish={confirm} requiredMark={false} className="enrol">
      {/* The secret stands beside it as text, for who cannot see the picture. */}
      <div aria-hidden="true">
        <QRCode value={setup.uri} type="svg" size={184} color="black" bgColor="white" />
      </div>
      <div>
        <p>{t('accounts.enrol_scan')}</p>
        <p>
          {t('accounts.enrol_secret')}
          <Typography.Text code copyable={{ text: setup.secret }} className="enrol-secret">
            {setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </Typography.Text>
        </p>
        {error !== null && <Alert type="error" showIcon title={errorText(error)} role="alert" />}
        <Form.Item name="code" label={t('accounts.enrol_code')} rules={rules}>
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={32} autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" block>
          {t('accounts.enrol_confirm')}
        </Button>
      </div>
    </Form>
  );
}

/** Takes the second factor off; needs the password and a code. */
export function SecondFactorRemove() {
  const { t } = useTranslation();
  const act = useAction('session', 'own-account');
  const remove = (fields: { password: string; code: string }) =>
    act(() => call('POST /api/v1/session/second-factor/removal', { body: fields }));
  const rules = [useRequired()];
  return (
    <Form layout="vertical" onFinish={remove} requiredMark={false} className="narrow-form">
      <p className="muted">{t('accounts.factor_remove_how')}</p>
      <Form.Item name="password" label={t('accounts.gate.password')} rules={rules}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="code" label={t('accounts.gate.code')} rules={rules}>
        <Input autoComplete="one-time-code" maxLength={32} />
      </Form.Item>
      <Button danger htmlType="submit">
        {t('accounts.factor_remove')}
      </Button>
    </Form>
  );
}
