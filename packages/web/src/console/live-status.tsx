import { useFailing } from '../ui/failing.ts';
import { feedAge, screenVerdict } from '../ui/feed-age.ts';
import { ageOf, grouped, minuteOf } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { useFeed } from './feed-context.tsx';
import { useNarrow } from './frame/use-narrow.ts';
import { useReplayedMinute_ms } from './map/replay-clock.ts';

/** Whether what is on the screen is the city as it is now: a lamp, a word, and the ages behind it. */
export function LiveStatus() {
  const replayed_ms = useReplayedMinute_ms();
  return replayed_ms === null ? <Live /> : <Replayed at_ms={replayed_ms} />;
}

/** The lamp speaks for what the screen shows: a past time is not live, however well the channel is. */
function Replayed({ at_ms }: { at_ms: number }) {
  const { t } = useTranslation();
  return (
    <span className="live">
      <span className="live-word live-replay" role="status">
        <i className="lamp" aria-hidden="true" />
        {t(useNarrow() ? 'replay.short' : 'replay.banner')}
      </span>
      <time className="live-count">{minuteOf(at_ms)}</time>
    </span>
  );
}

function Live() {
  const { t } = useTranslation();
  const status = useStore(useFeed().status);
  const age = feedAge(status, useNow(1000));
  const failing = useFailing();
  const verdict = screenVerdict(age.verdict, failing);
  const worst_ms = Math.max(age.vehicles_ms ?? 0, age.verdict === 'stale' ? (age.links_ms ?? 0) : 0);
  const details = [
    age.links_ms !== null && t('live.links_age', { age: ageOf(age.links_ms) }),
    age.vehicles_ms !== null && t('live.vehicles_age', { age: ageOf(age.vehicles_ms) }),
  ].filter((line) => line !== false);
  return (
    <span className="live" title={details.join('\n')}>
      <span className={`live-word live-${verdict}`} role="status">
        <i className="lamp" aria-hidden="true" />
        {t(`live.${verdict}`, { number: failing })}
      </span>
      {age.vehicles_ms !== null && <span className="live-age">{ageOf(worst_ms)}</span>}
      {status.vehicles > 0 && (
        <span className="live-count">{t('live.vehicles', { number: grouped(status.vehicles) })}</span>
      )}
    </span>
  );
}
