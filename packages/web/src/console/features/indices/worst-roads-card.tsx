import type { WorstRoad } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { fixed, indexText, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type BandBelow, bandOf, colourOfBand } from '../../../ui/index-bands.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useBandBelow, useCity, useWorstRoads } from '../../../ui/queries.ts';
import { courseOf } from '../../../ui/road-course.ts';
import { useRoadName } from '../../../ui/road-name.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { choiceStore, choose, mapStore } from '../../map/map-model.ts';
import { useReplayedMinute_ms, useShownTime_ms } from '../../map/replay-clock.ts';
import './cards.css';

const SHOWN = 8;

/** Where it is worst now; a click goes there and marks the road. */
export function WorstRoadsCard() {
  const { t } = useTranslation();
  const band_below = useBandBelow(useShownTime_ms(60_000));
  const at_ms = useReplayedMinute_ms();
  const roads = useWorstRoads(SHOWN, at_ms);
  return (
    <Card title={t('index.worst')} extra={`km/h / ${t('index.free_flow')}`}>
      <Answer
        query={roads}
        isEmpty={(list) => list.length === 0}
        empty={at_ms === null ? t('index.no_worst') : t('replay.no_worst')}
        lacks="measurements"
      >
        {(list) => (
          <ol className="ranking">
            {list.map((road) => (
              <Row key={road.key} road={road} band_below={band_below} />
            ))}
          </ol>
        )}
      </Answer>
    </Card>
  );
}

function Row({ road, band_below }: { road: WorstRoad; band_below: BandBelow }) {
  const roadName = useRoadName();
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const choice = useStore(choiceStore);
  const districts = known(useCity())?.districts;
  const district = districts?.find(({ index }) => index === road.district);
  const isChosen = choice?.kind === 'road' && choice.key === road.key;
  return (
    <li>
      <button type="button" className="row-button" aria-pressed={isChosen} onClick={() => showRoad(road)}>
        <i className="row-lamp" style={{ background: colourOfBand(bandOf(road.index, band_below), theme) }} />
        <span className="row-name">
          {roadName(road.name)}
          <small className="muted">{district?.name[language]}</small>
        </span>
        <span className="row-value">{indexText(road.index)}</span>
        <span className="row-speed">
          {speedText(road.speed_kmh)}
          <small className="muted"> / {fixed(road.free_flow_kmh)}</small>
        </span>
      </button>
    </li>
  );
}

async function showRoad(road: WorstRoad): Promise<void> {
  choose({ kind: 'road', key: road.key, links: road.links });
  mapStore.get()?.flyTo(await courseOf(road.links));
}
