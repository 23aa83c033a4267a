import type { IndexValue } from '@opentocc/contract';
import { useTranslation } from 'react-i18next';
import { Answer } from '../ui/answer.tsx';
import { type Asked, known } from '../ui/asked.ts';
import { DayCurve } from '../ui/charts/day-curve.tsx';
import { IndexDial } from '../ui/charts/index-dial.tsx';
import { dayOf, hourMinuteOf, indexText, percent, speedText } from '../ui/format.ts';
import { useProvenance } from '../ui/i18n/provenance.ts';
import { bandOf, colourOfBand } from '../ui/index-bands.ts';
import type { CityFeed } from '../ui/live/city-feed.ts';
import { languageStore } from '../ui/preferences.ts';
import { type GroupScope, useBandBelow, useIndexCurve, useIndices, useWorstRoads } from '../ui/queries.ts';
import { ShareBar } from '../ui/share-bar.tsx';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';

const THEME = 'dark';
const STEP_S = 300;
const WORST_SHOWN = 11;

function useValues(feed: CityFeed, scope: GroupScope): Asked<readonly IndexValue[]> {
  const asked = useIndices(scope);
  const live = [...useStore(feed.indices).values()].filter((value) => value.scope === scope);
  return live.length > 0 ? { ...asked, data: live } : asked;
}

export function WallIndex({ feed }: { feed: CityFeed }) {
  const { t } = useTranslation();
  const cities = useValues(feed, 'city');
  const city = known(cities)?.[0];
  return (
    <section className="wall-card">
      <h2>
        {t('index.title')}
        {city && (
          <small>
            {hourMinuteOf(city.window_start_ms)}–{hourMinuteOf(city.window_end_ms)}
          </small>
        )}
      </h2>
      <Answer
        query={cities}
        isEmpty={(list) => list.length === 0}
        empty={t('live.waiting')}
        lacks="measurements"
      >
        {([value]) => <City city={value} />}
      </Answer>
    </section>
  );
}

function City({ city }: { city: IndexValue }) {
  const { t } = useTranslation();
  const provenance = useProvenance();
  return (
    <>
      <div className="wall-index">
        <IndexDial value={city} theme={THEME} />
        <dl>
          <dt>{t('index.speed')}</dt>
          <dd>
            {speedText(city.speed_kmh)} <small>km/h</small>
          </dd>
          <dt>{t('index.gb')}</dt>
          <dd>{indexText(city.gb_index)}</dd>
          <dt>{t('index.coverage')}</dt>
          <dd>{percent(city.coverage)}</dd>
        </dl>
      </div>
      <ShareBar shares={city.mileage_share} theme={THEME} />
      <p className="wall-standard">
        {provenance(city.standard)} · {city.formula_version} {city.assumed && `· ${t('common.assumed')}`}
      </p>
    </>
  );
}

export function WallCurve() {
  const { t } = useTranslation();
  const curve = useIndexCurve('city', 'city', dayOf(useNow(60_000)), STEP_S);
  return (
    <section className="wall-card wall-grow">
      <h2>{t('index.curve')}</h2>
      <Answer query={curve} height_px={400}>
        {(of) => <DayCurve curve={of} theme={THEME} height_px={400} letters_px={18} />}
      </Answer>
    </section>
  );
}

export function WallRanking({ feed }: { feed: CityFeed }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const band_below = useBandBelow(useNow(60_000));
  const districts = useValues(feed, 'district');
  return (
    <section className="wall-card">
      <h2>{t('index.ranking')}</h2>
      <Answer
        query={districts}
        isEmpty={(list) => list.length === 0}
        empty={t('live.waiting')}
        lacks="measurements"
      >
        {(list) => (
          <ol>
            {[...list].sort(worstFirst).map(({ key, name, index }) => (
              <li key={key} className="wall-row">
                <span className="wall-name">{name[language]}</span>
                <span className="wall-bar">
                  <i
                    style={{
                      width: `${10 * (index ?? 0)}%`,
                      background: colourOfBand(bandOf(index, band_below), THEME),
                    }}
                  />
                </span>
                <b>{indexText(index)}</b>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </section>
  );
}

const worstFirst = (a: IndexValue, b: IndexValue) => (b.index ?? -1) - (a.index ?? -1);

export function WallWorst() {
  const { t } = useTranslation();
  const band_below = useBandBelow(useNow(60_000));
  const roads = useWorstRoads(WORST_SHOWN);
  return (
    <section className="wall-card wall-grow">
      <h2>
        {t('index.worst')}
        <small>km/h</small>
      </h2>
      <Answer
        query={roads}
        isEmpty={(list) => list.length === 0}
        empty={t('index.no_worst')}
        lacks="measurements"
      >
        {(list) => (
          <ol>
            {list.map((road) => (
              <li key={`${road.name}/${road.district}`} className="wall-row">
                <i
                  className="wall-lamp"
                  style={{ background: colourOfBand(bandOf(road.index, band_below), THEME) }}
                />
                <span className="wall-name">{road.name || t('link.unnamed')}</span>
                <b>{speedText(road.speed_kmh)}</b>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </section>
  );
}
