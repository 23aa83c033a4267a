import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { useStore } from '../ui/store.ts';
import { GroupRow } from './frame/group-row.tsx';
import { Rail } from './frame/rail.tsx';
import { ToastLine } from './frame/toast-line.tsx';
import { TopBar } from './frame/top-bar.tsx';
import { UpgradeNote } from './frame/upgrade-note.tsx';
import { useNarrow } from './frame/use-narrow.ts';
import { useReachableTables } from './frame/use-reachable-tables.ts';
import { wasMapShownStore } from './map/map-model.ts';
import { usePrefetch } from './prefetch.ts';
import { PrintLine } from './print-line.tsx';
import { IdleWarning } from './session/idle-warning.tsx';
import { useSession } from './session/session.ts';
import { askingStore } from './ui/reason.ts';
import './frame/frame.css';

const ReasonDialog = lazyPart(() => import('./ui/reason-dialog.tsx').then((m) => m.ReasonDialog));
const MapCanvas = lazyPart(() => import('./map/map-canvas.tsx').then((m) => m.MapCanvas));

/** Around every page: the bar over it, the rail beside it, the pages of its group, and the map that stays between pages. */
export function Shell() {
  const { t } = useTranslation();
  const main = useRef<HTMLElement>(null);
  usePrefetch(useSession().permissions);
  useReachableTables(main);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what scrolls stays between pages, one that is opened begins at its top
  useEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={focusMain}>
        {t('nav.skip')}
      </button>
      <TopBar />
      <div className="shell-notes">
        {useNarrow() && <ToastLine />}
        <UpgradeNote />
      </div>
      <Rail />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: pages scroll inside it, so the keyboard must reach it */}
      <main id="main" ref={main} tabIndex={0}>
        <PrintLine />
        <GroupRow />
        <div className="main-page">
          <Outlet />
        </div>
      </main>
      <IdleWarning />
      {useStore(askingStore) && <ReasonDialog />}
      {useStore(wasMapShownStore) && <MapCanvas />}
    </div>
  );
}

/** Moves the focus alone: the address stays that of the page. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}
