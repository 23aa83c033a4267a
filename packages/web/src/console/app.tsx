import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Suspense, useEffect } from 'react';
import { known, standOf } from '../ui/asked.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { usePageTheme } from '../ui/page-look.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { antdTheme } from './antd-theme.ts';
import { featurePart } from './feature-parts.ts';
import { accounts } from './features/accounts/index.ts';
import { fetchFirstParts } from './first-parts.ts';
import { useSessionQuery } from './session/session.ts';

/** The console itself: whoever has to sign in first does not wait for it. */
const SignedIn = lazyPart(
  () => import('./signed-in.tsx').then((m) => m.SignedIn),
  () => <Loading />,
);
const SignInPage = featurePart(accounts, () =>
  import('./features/accounts/sign-in.tsx').then((m) => m.SignInPage),
);
const ChangePasswordPage = featurePart(accounts, () =>
  import('./features/accounts/change-password.tsx').then((m) => m.ChangePasswordPage),
);
const EnrolPage = featurePart(accounts, () =>
  import('./features/accounts/second-factor.tsx').then((m) => m.EnrolPage),
);

/** The console: look and language around, then whoever is signed in, then the pages. */
export function App() {
  const theme = usePageTheme();
  const language = useStore(languageStore);
  return (
    <ConfigProvider
      theme={antdTheme(theme)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <div className="app">
        <ErrorBoundary fallback={(error) => <Broken error={error} />}>
          <Suspense fallback={<Loading />}>
            <Gate />
          </Suspense>
        </ErrorBoundary>
      </div>
    </ConfigProvider>
  );
}

function Gate() {
  const session = useSessionQuery();
  const stand = standOf(session);
  const isSignedIn = !!known(session);
  useEffect(() => {
    if (isSignedIn) fetchFirstParts(location.pathname);
  }, [isSignedIn]);
  if (stand.kind === 'loading' || stand.kind === 'unasked') return <Loading />;
  // Who is signed in stays in the console while the server does not answer: each part says so for itself.
  if (stand.kind !== 'known') return <Unreachable retry={() => session.refetch()} />;
  const { data: signedIn } = stand;
  if (!signedIn) return <SignInPage />;
  if (signedIn.must_change_password) return <ChangePasswordPage />;
  if (signedIn.must_enrol_second_factor) return <EnrolPage />;
  return <SignedIn session={signedIn} />;
}

function Loading() {
  const { t } = useTranslation();
  return <p className="centred muted">{t('common.loading')}</p>;
}

function Unreachable({ retry }: { retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="centred" role="alert">
      <p>{t('common.unreachable')}</p>
      <button type="button" className="plain-button" onClick={retry}>
        {t('common.retry')}
      </button>
    </div>
  );
}

function Broken({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <div className="centred" role="alert">
      <p>{t('common.broken')}</p>
      <code>{error.message}</code>
      <button type="button" className="plain-button" onClick={() => location.reload()}>
        {t('common.reload')}
      </button>
    </div>
  );
}
