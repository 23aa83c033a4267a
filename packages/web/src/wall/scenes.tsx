import type { IndexValue, WorstRoad } from '@opentocc/contract';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { DayScene } from './day-scene.tsx';
import type { WallEvent } from './events.ts';
import { FreightScene } from './freight-scene.tsx';
import { HotlineScene } from './hotline-scene.tsx';
import { WallCurve, WallIndex, WallRanking } from './panels.tsx';
import type { SceneName } from './programme.ts';
import { WallRoad, WallWorst } from './roads.tsx';
import { WallSources } from './sources-scene.tsx';
import { WallFleet } from './status.tsx';
import type { WallView } from './wall-context.ts';
import type { Focus } from './wall-map.tsx';
import { WatchScene } from './watch-scene.tsx';
import { WallWeather } from './weather.tsx';

/** What a scene depends on. */
export interface SceneOf {
  readonly name: SceneName | WallEvent['kind'];
  readonly event: WallEvent | null;
  /** Where it is worst; undefined while that is not known. */
  readonly district: IndexValue | undefined;
  readonly city: WallView['city'];
  readonly place: string;
}

const CITY: Focus = { kind: 'city' };
const OF_CITY = { scope: 'city', key_of: 'city' } as const;

/** Where the map looks in a scene. */
export function focusOf({ name, event, district }: SceneOf): Focus {
  if (name === 'road' && event?.kind === 'road')
    return { kind: 'road', key: event.road.key, links: event.road.links };
  return name === 'district' && district ? { kind: 'district', code: district.key } : CITY;
}

/** Whether a scene stands in the place of the map. */
export const coversMap = (name: SceneOf['name']): boolean =>
  ['day', 'watch', 'hotline', 'freight', 'sources', 'source'].includes(name);

/** The columns on the left: what it is like. */
export function LeftOf({ scene, isWide }: { readonly scene: SceneOf; readonly isWide: boolean }) {
  const { name, event, district, city, place } = scene;
  if (name === 'road' && event?.kind === 'road')
    return <RoadLeft road={event.road} districts={city.districts} isWide={isWide} />;
  if (name === 'district' && district)
    return (
      <>
        <WallIndex scope="district" key_of={district.key} place={place} />
        <WallCurve scope="district" key_of={district.key} place={place} />
        {isWide && <WallFleet />}
        {isWide && <WallIndex {...OF_CITY} />}
        {isWide && <WallCurve {...OF_CITY} />}
      </>
    );
  if (name === 'day')
    return (
      <>
        <WallIndex {...OF_CITY} />
        <WallRanking grows />
        {isWide && <WallFleet />}
        {isWide && district && <WallIndex scope="district" key_of={district.key} place={place} />}
        {isWide && district && <WallCurve scope="district" key_of={district.key} place={place} />}
      </>
    );
  return (
    <>
      <WallIndex {...OF_CITY} />
      <WallCurve {...OF_CITY} />
      <WallFleet />
      <WallWeather />
      {isWide && district && <WallIndex scope="district" key_of={district.key} place={place} />}
      {isWide && district && <WallCurve scope="district" key_of={district.key} place={place} />}
    </>
  );
}

interface RoadProps {
  readonly road: WorstRoad;
  readonly districts: SceneOf['city']['districts'];
  readonly isWide: boolean;
}

function RoadLeft({ road, districts, isWide }: RoadProps) {
  const language = useStore(languageStore);
  const within = districts.find(({ index }) => index === road.district);
  return (
    <>
      <WallRoad road={road} />
      <WallCurve {...OF_CITY} />
      {isWide && <WallFleet />}
      {isWide && <WallIndex {...OF_CITY} />}
      {isWide && within && <WallCurve scope="district" key_of={within.code} place={within.name[language]} />}
    </>
  );
}

/** The columns on the right: where it is worst. */
export function RightOf({ scene, isWide }: { readonly scene: SceneOf; readonly isWide: boolean }) {
  const { name, event, district, city, place } = scene;
  const index = city.districts.find(({ code }) => code === district?.key)?.index;
  const chosen = event?.kind === 'road' ? event.road.key : undefined;
  const isDistrict = name === 'district' && index !== undefined;
  const hasRanking = name !== 'day' && !isDistrict;
  return (
    <>
      {hasRanking && <WallRanking grows={isWide} />}
      {isDistrict && <WallWorst district={index} place={place} />}
      {(!isDistrict || isWide) && <WallWorst chosen={chosen} />}
    </>
  );
}

/** What stands in the place of the map. */
export function CoverOf({ scene: { name, event } }: { readonly scene: SceneOf }) {
  if (name === 'day') return <DayScene />;
  if (name === 'watch') return <WatchScene />;
  if (name === 'hotline') return <HotlineScene />;
  if (name === 'freight') return <FreightScene />;
  return (
    <div className="wall-cover">
      <WallSources chosen={event?.key} />
    </div>
  );
}
