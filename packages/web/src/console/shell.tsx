import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../ui/store.ts';
import { GroupRow } from './frame/group-row.tsx';
import { Rail } from './frame/rail.tsx';
import { TopBar } from './frame/top-bar.tsx';
import { wasMapShownStore } from './map/map-model.ts';
import { IdleWarning } from './session/idle-warning.tsx';
import './frame/frame.css';

const MapCanvas = lazy(() => import('./map/map-canvas.tsx').then((m) => ({ default: m.MapCanvas })));

/** Around every page: the bar over it, the rail beside it, the pages of its group, and the map that stays between pages. */
export function Shell() {
  const { t } = useTranslation();
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={focusMain}>
        {t('nav.skip')}
      </button>
      <TopBar />
      <Rail />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: pages scroll inside it, so the keyboard must reach it */}
      <main id="main" tabIndex={0}>
        <GroupRow />
        <div className="main-page">
          <Outlet />
        </div>
      </main>
      <IdleWarning />
      {useStore(wasMapShownStore) && (
        <Suspense>
          <MapCanvas />
        </Suspense>
      )}
    </div>
  );
}

/** Moves the focus alone: the address stays that of the page. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}
