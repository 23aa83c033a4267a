import type { WorstRoad } from '@opentocc/contract';
import { Answer } from '../ui/answer.tsx';
import { answerFrom } from '../ui/asked.ts';
import { fixed, indexText, speedText } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { bandOf, colourOfBand } from '../ui/index-bands.ts';
import { languageStore } from '../ui/preferences.ts';
import { useBandBelow, useWorstRoads } from '../ui/queries.ts';
import { useRoadName } from '../ui/road-name.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { WallCard } from './card.tsx';
import { WATCHED_ROADS } from './use-rotation.ts';
import { useWall } from './wall-context.ts';

/** Name of the district that a road lies in; empty where it lies in none. */
export function useDistrictOf(): (road: WorstRoad) => string {
  const language = useStore(languageStore);
  const { districts } = useWall().city;
  return (road) => districts.find(({ index }) => index === road.district)?.name[language] ?? '';
}

interface Props {
  /** Only roads of this district; all where it is not said. */
  readonly district?: number;
  readonly place?: string;
  /** The road that the scene is about. */
  readonly chosen?: string;
}

/** As many of the worst roads as there is room for. */
export function WallWorst({ district, place, chosen }: Props) {
  const { t } = useTranslation();
  const roads = answerFrom(useWorstRoads(WATCHED_ROADS), (all) =>
    district === undefined ? all : all.filter((road) => road.district === district),
  );
  const title = t('index.worst');
  return (
    <WallCard title={place ? `${place} · ${title}` : title} extra="km/h" grows>
      <Answer
        query={roads}
        isEmpty={(list) => list.length === 0}
        empty={t('index.no_worst')}
        lacks="measurements"
      >
        {(list) => (
          <ol className="wall-list">
            {list.map((road) => (
              <Road
                key={road.key}
                road={road}
                showsDistrict={district === undefined}
                isChosen={road.key === chosen}
              />
            ))}
          </ol>
        )}
      </Answer>
    </WallCard>
  );
}

interface RoadProps {
  readonly road: WorstRoad;
  readonly showsDistrict: boolean;
  readonly isChosen: boolean;
}

function Road({ road, showsDistrict, isChosen }: RoadProps) {
  const roadName = useRoadName();
  const { theme } = useWall();
  const districtOf = useDistrictOf();
  const background = colourOfBand(bandOf(road.index, useBandBelow(useNow(60_000))), theme);
  return (
    <li className="wall-row" aria-current={isChosen || undefined}>
      <i className="wall-lamp" style={{ background }} />
      <span className="wall-name">
        {roadName(road.name)}
        {showsDistrict && <small>{districtOf(road)}</small>}
      </span>
      <b>{speedText(road.speed_kmh)}</b>
    </li>
  );
}

/** What is known of the road that has become severe. */
export function WallRoad({ road }: { readonly road: WorstRoad }) {
  const { t } = useTranslation();
  const roadName = useRoadName();
  const districtOf = useDistrictOf();
  return (
    <WallCard title={roadName(road.name)} extra={districtOf(road)}>
      <dl className="wall-facts">
        <dt>{t('index.shenzhen')}</dt>
        <dd>{indexText(road.index)}</dd>
        <dt>{t('index.speed')}</dt>
        <dd>
          {speedText(road.speed_kmh)} <small>km/h</small>
        </dd>
        <dt>{t('index.free_flow')}</dt>
        <dd>
          {speedText(road.free_flow_kmh)} <small>km/h</small>
        </dd>
        <dt>{t('wall.length')}</dt>
        <dd>
          {fixed(road.length_km, 1)} <small>km</small>
        </dd>
        <dt>{t('index.samples')}</dt>
        <dd>{fixed(road.samples)}</dd>
      </dl>
    </WallCard>
  );
}
