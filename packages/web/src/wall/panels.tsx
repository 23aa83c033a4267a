import type { IndexValue } from '@opentocc/contract';
import { useTranslation } from 'react-i18next';
import { DayCurve } from '../ui/charts/day-curve.tsx';
import { IndexDial } from '../ui/charts/index-dial.tsx';
import { dayOf, fixed, hourMinuteOf, percent } from '../ui/format.ts';
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

function useValues(feed: CityFeed, scope: GroupScope): readonly IndexValue[] {
  const asked = useIndices(scope).data ?? [];
  const live = [...useStore(feed.indices).values()].filter((value) => value.scope === scope);
  return live.length > 0 ? live : asked;
}

export function WallIndex({ feed }: { feed: CityFeed }) {
  const { t } = useTranslation();
  const told = useProvenance();
  const city = useValues(feed, 'city')[0];
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
      <div className="wall-index">
        <IndexDial value={city} theme={THEME} />
        <dl>
          <dt>{t('index.speed')}</dt>
          <dd>
            {fixed(city?.speed_kmh, 1)} <small>km/h</small>
          </dd>
          <dt>{t('index.gb')}</dt>
          <dd>{fixed(city?.gb_index, 1)}</dd>
          <dt>{t('index.coverage')}</dt>
          <dd>{city ? percent(city.coverage) : fixed(null)}</dd>
        </dl>
      </div>
      {city && <ShareBar shares={city.mileage_share} theme={THEME} />}
      {city && (
        <p className="wall-standard">
          {told(city.standard)} · {city.formula_version} {city.assumed && `· ${t('common.assumed')}`}
        </p>
      )}
    </section>
  );
}

export function WallCurve() {
  const { t } = useTranslation();
  const curve = useIndexCurve('city', 'city', dayOf(useNow(60_000)), STEP_S).data;
  return (
    <section className="wall-card wall-grow">
      <h2>{t('index.curve')}</h2>
      {curve && <DayCurve curve={curve} theme={THEME} height_px={400} letters_px={18} />}
    </section>
  );
}

export function WallRanking({ feed }: { feed: CityFeed }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const ranked = [...useValues(feed, 'district')].sort((a, b) => (b.index ?? -1) - (a.index ?? -1));
  return (
    <section className="wall-card">
      <h2>{t('index.ranking')}</h2>
      <ol>
        {ranked.map(({ key, name, index, band }) => (
          <li key={key} className="wall-row">
            <span className="wall-name">{name[language]}</span>
            <span className="wall-bar">
              <i style={{ width: `${10 * (index ?? 0)}%`, background: colourOfBand(band, THEME) }} />
            </span>
            <b>{fixed(index, 1)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function WallWorst() {
  const { t } = useTranslation();
  const band_below = useBandBelow(useNow(60_000));
  const roads = useWorstRoads(WORST_SHOWN).data;
  return (
    <section className="wall-card wall-grow">
      <h2>
        {t('index.worst')}
        <small>km/h</small>
      </h2>
      {roads?.length === 0 && <p>{t('index.no_worst')}</p>}
      <ol>
        {roads?.map((road) => (
          <li key={`${road.name}/${road.district}`} className="wall-row">
            <i
              className="wall-lamp"
              style={{ background: colourOfBand(bandOf(road.index, band_below), THEME) }}
            />
            <span className="wall-name">{road.name || t('link.unnamed')}</span>
            <b>{fixed(road.speed_kmh)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
