import { DesktopOutlined } from '@ant-design/icons';
import { Link, Navigate, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../ui/api.ts';
import { clockOf, longDateOf } from '../ui/format.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { tabsFor } from './features/accounts/admin-tabs.ts';
import { useMay, useSession } from './features/accounts/session.ts';
import { LiveStatus } from './live-status.tsx';
import { LanguageSwitch, ThemeSwitch } from './look-switches.tsx';
import { MapPage } from './map/map-page.tsx';

/** The pages of the bar and the permission that each needs; null where it looks for itself. */
const PAGES = [
  ['/', 'map', 'map:read'],
  ['/indices', 'indices', 'indices:read'],
  ['/sources', 'sources', 'sources:read'],
  ['/history', 'history', 'history:read'],
  ['/admin', 'admin', null],
  ['/about', 'about', null],
] as const;

function pagesFor(permissions: readonly string[]) {
  return PAGES.filter(([to, , needed]) =>
    needed ? permissions.includes(needed) : to !== '/admin' || tabsFor(permissions).length > 0,
  );
}

/** The map, or the first page of who has none: security and audit administrators begin at their own work. */
export function HomePage() {
  const { permissions } = useSession();
  return useMay('map:read') ? <MapPage /> : <Navigate to={pagesFor(permissions)[0][0]} replace />;
}

/** The bar over every page: where one is, how fresh the data is, what time it is, who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const watches = useMay('map:read');
  const pages = pagesFor(permissions);
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
          {pages.map(([to, name]) => (
            <Link
              key={to}
              to={to}
              className="bar-link"
              activeOptions={{ exact: to === '/', includeSearch: false }}
            >
              {t(`nav.${name}`)}
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
        {t('account.sign_out')}
      </button>
    </span>
  );
}
