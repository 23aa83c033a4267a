import { Alert, Button } from 'antd';
import { type ReactNode, useId } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { LanguageSwitch, ThemeSwitch } from '../../look-switches.tsx';
import './accounts.css';

interface FrameProps {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** The card before the console, with the switches of language and theme. */
export function EntranceFrame({ title, icon, children }: FrameProps) {
  const id = useId();
  return (
    <main className="sign-in">
      <div className="sign-in-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <section className="sign-in-card" aria-labelledby={id}>
        {icon}
        <h1 id={id}>{title}</h1>
        {children}
      </section>
    </main>
  );
}

interface Props {
  readonly title: string;
  /** Why one is held up here. */
  readonly why: string;
  readonly children: ReactNode;
}

/** Stands between signing in and the console until something is done; whoever cannot do it now signs out. */
export function GatePage({ title, why, children }: Props) {
  const { t } = useTranslation();
  const signOut = async () => {
    await call('DELETE /api/v1/session');
    location.reload();
  };
  return (
    <EntranceFrame title={title}>
      <Alert type="info" showIcon title={why} />
      {children}
      <Button type="link" block onClick={signOut}>
        {t('common.sign_out')}
      </Button>
    </EntranceFrame>
  );
}
