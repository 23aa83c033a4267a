import { known } from '../ui/asked.ts';
import { useFailing } from '../ui/failing.ts';
import { feedAge, screenVerdict } from '../ui/feed-age.ts';
import { ageOf, clockOf, fixed, grouped, longDateOf } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useSources } from '../ui/queries.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { Count } from './count.tsx';
import { useWall } from './wall-context.ts';

export function WallClock() {
  const now_ms = useNow(1000);
  return (
    <p className="wall-clock">
      <span>{longDateOf(now_ms, useStore(languageStore))}</span>
      <time>{clockOf(now_ms)}</time>
    </p>
  );
}

/** Says large and red when what is on the wall is not the city as it is now. */
export function WallNotice() {
  const { t } = useTranslation();
  const { feed } = useWall();
  const { verdict: ofFeed, links_ms, vehicles_ms } = feedAge(useStore(feed.status), useNow(1000));
  const failing = useFailing();
  const verdict = screenVerdict(ofFeed, failing);
  const age = ageOf(Math.max(links_ms ?? 0, vehicles_ms ?? 0));
  if (verdict === 'live')
    return (
      <p className="wall-live">
        <i className="lamp" /> {t('live.live')} · {ageOf(vehicles_ms ?? 0)}
      </p>
    );
  return (
    <p className={`wall-live wall-${verdict}`} role="status">
      {verdict === 'lost' && t('wall.lost', { age })}
      {verdict === 'stale' && t('wall.stale', { age })}
      {verdict === 'connecting' && t('live.connecting')}
      {verdict === 'waiting' && t('live.waiting')}
      {verdict === 'partly' && t('live.partly', { number: failing })}
    </p>
  );
}

export function WallFleet() {
  const { t } = useTranslation();
  const status = useStore(useWall().feed.status);
  const sources = known(useSources())?.filter(({ terminals }) => terminals > 0);
  const fixes_per_s = sources?.reduce((sum, source) => sum + source.fixes_per_s, 0);
  const healthy = sources?.filter(({ state }) => state === 'ok').length;
  return (
    <section className="wall-card wall-counts" aria-label={t('wall.fleet')}>
      <Count name={t('wall.fleet')} value={grouped(status.vehicles)} />
      <Count name={t('wall.fixes')} value={fixed(fixes_per_s)} />
      <Count name={t('wall.sources_ok')} value={sources ? `${healthy}/${sources.length}` : fixed(null)} />
    </section>
  );
}
