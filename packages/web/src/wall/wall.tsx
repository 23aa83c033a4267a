import { type CSSProperties, useEffect, useMemo, useState } from 'react';
import { known, standOf } from '../ui/asked.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { Legend } from '../ui/legend.tsx';
import { type CityFeed, createCityFeed } from '../ui/live/city-feed.ts';
import { languageStore } from '../ui/preferences.ts';
import { useCity, useSources } from '../ui/queries.ts';
import { useScreenAwake } from '../ui/screen-awake.ts';
import { sessionEndStore } from '../ui/session-end.ts';
import { useStore } from '../ui/store.ts';
import { Caption } from './caption.tsx';
import { usePortWaits } from './freight-scene.tsx';
import { useCaseCounts } from './hotline-scene.tsx';
import { useReloadOnNewVersion } from './new-version.ts';
import { type Programme, programmeOf, type SceneName } from './programme.ts';
import { CoverOf, coversMap, focusOf, LeftOf, RightOf, type SceneOf } from './scenes.tsx';
import { WallClock, WallNotice } from './status.tsx';
import { useUnit_px, useWide } from './unit.ts';
import { useRotation } from './use-rotation.ts';
import { useWorstDistrict } from './values.ts';
import { useWall, WallContext } from './wall-context.ts';
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
  const programme = useMemo(() => programmeOf(location.search), []);
  useEffect(() => {
    document.documentElement.dataset.theme = programme.theme;
  }, [programme]);
  if (isKnown) return <Living programme={programme} />;
  return (
    <div className="wall-notice" role="status">
      {ended !== null && <p>{t(`session_end.${ended}`)}</p>}
      <p>{refused ? t('wall.sign_in') : isMissing ? t('common.unreachable') : t('common.loading')}</p>
      {refused && <a href="/">{t('wall.open_console')}</a>}
    </div>
  );
}

function Living({ programme }: { readonly programme: Programme }) {
  const city = known(useCity());
  const unit_px = useUnit_px();
  const [feed, setFeed] = useState<CityFeed | null>(null);
  useEffect(() => {
    const opened = createCityFeed();
    setFeed(opened);
    return () => opened.close();
  }, []);
  const view = useMemo(
    () => feed && city && { city, feed, unit_px, theme: programme.theme },
    [feed, city, unit_px, programme],
  );
  if (!view) return null;
  return (
    <WallContext value={view}>
      <Scenes programme={programme} />
    </WallContext>
  );
}

function Scenes({ programme }: { readonly programme: Programme }) {
  const { city, theme, unit_px } = useWall();
  const language = useStore(languageStore);
  const isWide = useWide();
  const rotation = useRotation(programme.every_ms, useAllowed(programme.scenes));
  const event = rotation.front?.event ?? null;
  const district = useWorstDistrict();
  const name = event?.kind ?? rotation.scenes[rotation.turn];
  const scene: SceneOf = { name, event, district, city, place: district?.name[language] ?? '' };
  const isCovered = coversMap(name);
  return (
    <main
      className={isWide ? 'wall wall-wide' : 'wall'}
      data-scene={name}
      style={{ '--u': `${unit_px}px` } as CSSProperties}
    >
      <Head />
      <div className="wall-column">
        <LeftOf scene={scene} isWide={isWide} />
      </div>
      <div className="wall-stage">
        <Caption scene={scene} rotation={rotation} />
        <WallMap focus={focusOf(scene)} isCovered={isCovered} />
        {isCovered ? <CoverOf scene={scene} /> : <Legend theme={theme} city={undefined} />}
        <Origin />
      </div>
      <div className="wall-column">
        <RightOf scene={scene} isWide={isWide} />
      </div>
    </main>
  );
}

function Head() {
  const { t } = useTranslation();
  const { city } = useWall();
  const language = useStore(languageStore);
  return (
    <header className="wall-head">
      <h1>
        {city.name[language]}
        <small>{t('product')}</small>
      </h1>
      <WallNotice />
      <WallClock />
    </header>
  );
}

/** Where the roads come from, in a line; the console says all of it. */
function Origin() {
  const { t } = useTranslation();
  return (
    <p className="wall-origin">
      {t('wall.origin')} {useWall().city.attribution}
    </p>
  );
}

/** A scene of what one may not see is left out; the city is shown where nothing else is left. */
function useAllowed(scenes: readonly SceneName[]): readonly SceneName[] {
  const hasSources = standOf(useSources()).kind !== 'refused';
  const hasHotline = standOf(useCaseCounts()).kind !== 'refused';
  const hasFreight = standOf(usePortWaits()).kind !== 'refused';
  return useMemo(() => {
    const may = { sources: hasSources, hotline: hasHotline, freight: hasFreight } as Partial<
      Record<SceneName, boolean>
    >;
    const allowed = scenes.filter((scene) => may[scene] ?? true);
    return allowed.length > 0 ? allowed : ['city'];
  }, [scenes, hasSources, hasHotline, hasFreight]);
}
