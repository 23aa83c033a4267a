import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { known, standOf } from '../ui/asked.ts';
import { Legend } from '../ui/legend.tsx';
import { type CityFeed, createCityFeed } from '../ui/live/city-feed.ts';
import { languageStore } from '../ui/preferences.ts';
import { useCity } from '../ui/queries.ts';
import { useScreenAwake } from '../ui/screen-awake.ts';
import { sessionEndStore } from '../ui/session-end.ts';
import { useStore } from '../ui/store.ts';
import { useReloadOnNewVersion } from './new-version.ts';
import { WallCurve, WallIndex, WallRanking, WallWorst } from './panels.tsx';
import { WallClock, WallFleet, WallNotice } from './status.tsx';
import { WallMap } from './wall-map.tsx';

const RETRY_MS = 10_000;

/** The whole wall. It begins by itself, and goes on by itself, whatever fails behind it. */
export function Wall() {
  const { t } = useTranslation();
  const city = useCity();
  const { refetch } = city;
  const stand = standOf(city);
  const refused = stand.kind === 'refused';
  const isKnown = stand.kind === 'known';
  const isMissing = refused || stand.kind === 'failed' || (isKnown && stand.late !== null);
  useReloadOnNewVersion();
  useScreenAwake(true);
  useEffect(() => {
    if (!isMissing) return;
    const timer = setInterval(() => refetch(), RETRY_MS);
    return () => clearInterval(timer);
  }, [isMissing, refetch]);
  const ended = useStore(sessionEndStore);
  useEffect(() => {
    if (ended !== null) void refetch();
  }, [ended, refetch]);
  useEffect(() => {
    if (isKnown) sessionEndStore.set(null);
  }, [isKnown]);
  if (isKnown) return <Living />;
  return (
    <div className="wall-notice" role="status">
      {ended !== null && <p>{t(`session_end.${ended}`)}</p>}
      <p>{refused ? t('wall.sign_in') : isMissing ? t('common.unreachable') : t('common.loading')}</p>
      {refused && <a href="/">{t('wall.open_console')}</a>}
    </div>
  );
}

function Living() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const city = known(useCity());
  const [feed, setFeed] = useState<CityFeed | null>(null);
  useEffect(() => {
    const opened = createCityFeed();
    setFeed(opened);
    return () => opened.close();
  }, []);
  if (!feed || !city) return null;
  return (
    <main className="wall">
      <WallMap city={city} feed={feed} />
      <header className="wall-head">
        <h1>
          {city.name[language]}
          <small>{t('product')}</small>
        </h1>
        <WallNotice feed={feed} />
        <WallClock />
      </header>
      <div className="wall-column wall-left">
        <WallIndex feed={feed} />
        <WallCurve />
        <WallFleet feed={feed} />
      </div>
      <div className="wall-column wall-right">
        <WallRanking feed={feed} />
        <WallWorst />
      </div>
      <div className="wall-foot">
        <Legend theme="dark" city={city} />
      </div>
    </main>
  );
}
