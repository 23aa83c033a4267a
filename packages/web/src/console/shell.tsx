import { DesktopOutlined } from '@ant-design/icons';
import { Link, Navigate, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ui/api.ts';
import { clockOf, longDateOf } from '../ui/format.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { tabsFor } from './admin-page.tsx';
import { FEATURES } from './features.ts';
import { LiveStatus } from './live-status.tsx';
import { LanguageSwitch, ThemeSwitch } from './look-switches.tsx';
import { useMay, useSession } from './session/session.ts';

const NAV = FEATURES.flatMap(({ nav = [] }) => nav);

/** The entries of the bar that are there for who is signed in. */
function useEntries(): readonly { readonly to: string; readonly label: string }[] {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { permissions } = useSession();
  return [
    ...(permissions.includes('map:read') ? [{ to: '/', label: t('nav.map') }] : []),
    ...NAV.filter(({ authority }) => permissions.includes(authority)).map(({ to, label }) => ({
      to,
      label: label[language],
    })),
    ...(tabsFor(permissions).length > 0 ? [{ to: '/admin', label: t('nav.admin') }] : []),
    { to: '/about', label: t('nav.about') },
  ];
}

const MapPage = lazy(() => import('./map-page.tsx').then((m) => ({ default: m.MapPage })));

/** The map, or the first page of who has none: security and audit administrators begin at their own work. */
export function HomePage() {
  const [first] = useEntries();
  if (!useMay('map:read')) return <Navigate to={first.to} replace />;
  return (
    <Suspense>
      <MapPage />
    </Suspense>
  );
}

/** The bar over every page: where one is, how fresh the data is, what time it is, who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const watches = useMay('map:read');
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={focusMain}>
        {t('nav.skip')}
      </button>
      <header className="bar">
        <div className="bar-title">
          <img src="/icon.svg" alt="" width="26" height="26" />
          <strong>{t('product_short')}</strong>
        </div>
        <nav aria-label={t('nav.label')}>
          {useEntries().map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className="bar-link"
              activeOptions={{ exact: to === '/', includeSearch: false }}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="bar-right">
          {watches && <LiveStatus />}
          <Clock />
          <a className="bar-button" href="/wall.html" target="_blank" rel="noopener" title={t('nav.wall')}>
            <DesktopOutlined aria-label={t('nav.wall')} />
          </a>
          <LanguageSwitch />
          <ThemeSwitch />
          <Account />
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: pages scroll inside it, so the keyboard must reach it */}
      <main id="main" tabIndex={0}>
        <Outlet />
      </main>
    </div>
  );
}

/** Moves the focus alone: the address stays that of the page. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}

function Clock() {
  const now_ms = useNow(1000);
  return (
    <span className="bar-clock">
      <span className="bar-date">{longDateOf(now_ms, useStore(languageStore))}</span>
      <time>{clockOf(now_ms)}</time>
    </span>
  );
}

function Account() {
  const { t } = useTranslation();
  const session = useSession();
  const signOut = async () => {
    await call('DELETE /api/v1/session');
    location.reload();
  };
  return (
    <span className="bar-account">
      <Link to="/profile" className="bar-name" title={t('nav.profile')}>
        {session.display_name || session.account}
      </Link>
      <button type="button" className="bar-button" onClick={signOut}>
        {t('common.sign_out')}
      </button>
    </span>
  );
}
