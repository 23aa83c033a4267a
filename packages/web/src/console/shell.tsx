import { DesktopOutlined } from '@ant-design/icons';
import { Link, Navigate, Outlet } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
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
import { MapPage } from './map-page.tsx';
import { useMay, useSession } from './session/session.ts';

/** An entry of the bar, and whether it is there for who has these permissions. */
interface Entry {
  readonly to: string;
  readonly label: (t: TFunction) => string;
  isFor(permissions: readonly string[]): boolean;
}

const ENTRIES: readonly Entry[] = [
  { to: '/', label: (t) => t('nav.map'), isFor: (permissions) => permissions.includes('map:read') },
  ...FEATURES.flatMap(({ nav = [] }) => nav).map(({ to, label, authority }) => ({
    to,
    label,
    isFor: (permissions: readonly string[]) => permissions.includes(authority),
  })),
  { to: '/admin', label: (t) => t('nav.admin'), isFor: (permissions) => tabsFor(permissions).length > 0 },
  { to: '/about', label: (t) => t('nav.about'), isFor: () => true },
];

const entriesFor = (permissions: readonly string[]) => ENTRIES.filter(({ isFor }) => isFor(permissions));

/** The map, or the first page of who has none: security and audit administrators begin at their own work. */
export function HomePage() {
  const { permissions } = useSession();
  return useMay('map:read') ? <MapPage /> : <Navigate to={entriesFor(permissions)[0].to} replace />;
}

/** The bar over every page: where one is, how fresh the data is, what time it is, who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { permissions } = useSession();
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
          {entriesFor(permissions).map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className="bar-link"
              activeOptions={{ exact: to === '/', includeSearch: false }}
            >
              {label(t)}
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
