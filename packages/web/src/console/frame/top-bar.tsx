import { Link } from '@tanstack/react-router';
import { clockOf, longDateOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useNow } from '../../ui/use-now.ts';
import { LiveStatus } from '../live-status.tsx';
import { useReplayedMinute_ms } from '../map/replay-clock.ts';
import { useMay } from '../session/session.ts';
import { WaitingButton } from '../waiting/waiting-button.tsx';
import { AreaChip } from './area-chip.tsx';
import { BarParts } from './bar-parts.tsx';
import { Finder } from './finder.tsx';
import { MeMenu } from './me-menu.tsx';
import { ToastLine } from './toast-line.tsx';
import { useNarrow } from './use-narrow.ts';
import { WatchChip } from './watch-chip.tsx';

/** Over every page: what this is, of which area, how fresh the data is, what time it is in the city, who is signed in. */
export function TopBar() {
  const { t } = useTranslation();
  const watches = useMay('map:read');
  const isNarrow = useNarrow();
  return (
    <header className="bar">
      <Link to="/" className="bar-title" aria-label={t('product_short')}>
        <img src="/icon.svg" alt="" width="26" height="26" />
        <strong>{t('product_short')}</strong>
      </Link>
      <AreaChip />
      <Finder />
      <BarParts />
      {!isNarrow && <ToastLine />}
      <div className="bar-right">
        {watches && <LiveStatus />}
        <WatchChip />
        <WaitingButton />
        <Clock />
        <MeMenu />
      </div>
    </header>
  );
}

function Clock() {
  const { t } = useTranslation();
  const now_ms = useNow(1000);
  const clock = clockOf(now_ms);
  const isReplay = useReplayedMinute_ms() !== null;
  return (
    <span className="bar-clock" title={t('nav.city_time')}>
      <span className="bar-date">{longDateOf(now_ms, useStore(languageStore))}</span>
      {isReplay && <span className="bar-now">{t('replay.now')}</span>}
      <time>
        {clock.slice(0, 5)}
        <span className="bar-seconds">{clock.slice(5)}</span>
      </time>
    </span>
  );
}
