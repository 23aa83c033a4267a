import type { IndexCurve, IndexPoint, IndexValue } from '@opentocc/contract';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { bandName } from '../../../ui/charts/index-dial.tsx';
import { dayOf, indexText, NO_VALUE, signed, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { bandOf, colourOfBand } from '../../../ui/index-bands.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useBandBelow, useCity } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { mapStore } from '../../map/map-model.ts';
import { useReplayedMinute_ms, useShownTime_ms } from '../../map/replay-clock.ts';
import { coverageDiffers, NOTABLE } from './comparison.ts';
import { useLiveIndices } from './live-indices.ts';
import './cards.css';

const STEP_S = 900;
/** A week that is not known yet may be restored meanwhile. */
const ASK_AGAIN_MS = 60_000;

/** Districts, the most congested first, with the change against the same time last week. */
export function RankingCard() {
  const { t } = useTranslation();
  const values = useLiveIndices('district');
  const at_ms = useReplayedMinute_ms();
  const lastWeek = useLastWeek((known(values) ?? []).map(({ key }) => key).sort());
  return (
    <Card
      title={t('index.ranking')}
      extra={
        <Tooltip title={t('indices.figure.change_note')}>
          <Link to="/indices/ranking">{t('indices.figure.change')}</Link>
        </Tooltip>
      }
      className="card-ranking"
    >
      <Answer
        query={values}
        isEmpty={(list) => list.length === 0}
        empty={at_ms === null ? t('indices.no_window') : t('replay.none')}
        lacks="measurements"
      >
        {(list) => (
          <ol className="ranking">
            {[...list].sort(worstFirst).map((value) => (
              <Row key={value.key} value={value} last_week={lastWeek.get(value.key)} />
            ))}
          </ol>
        )}
      </Answer>
    </Card>
  );
}

const worstFirst = (a: IndexValue, b: IndexValue) => (b.index ?? -1) - (a.index ?? -1);

function Row({ value, last_week }: { value: IndexValue; last_week: IndexPoint | undefined }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const district = known(useCity())?.districts.find(({ code }) => code === value.key);
  const { index } = value;
  const band = bandOf(index, useBandBelow(value.window_start_ms));
  const colour = colourOfBand(band, theme);
  const before = last_week?.index ?? null;
  const change = index === null || before === null ? null : index - before;
  const isUnsure = last_week !== undefined && coverageDiffers(value.coverage, last_week.coverage);
  const fly = () => {
    if (!district) return;
    const [west, south, east, north] = district.bbox;
    mapStore.get()?.flyTo([
      [west, south],
      [east, north],
    ]);
  };
  return (
    <li>
      <button type="button" className="row-button" onClick={fly}>
        <span className="row-name">{value.name[language]}</span>
        <span className="row-bar">
          <i style={{ width: `${10 * (index ?? 0)}%`, background: colour }} />
        </span>
        <span className="row-value" title={t(`band.${bandName(band)}`)}>
          {indexText(index)}
        </span>
        <span
          className={`row-change ${isUnsure ? 'muted' : changeTone(change)}`}
          title={isUnsure ? t('indices.unsure') : undefined}
        >
          {isUnsure && change !== null && '≈'}
          {change === null ? NO_VALUE : signed(change)}
        </span>
      </button>
    </li>
  );
}

function changeTone(change: number | null): string {
  if (change === null || Math.abs(change) < NOTABLE.index) return 'muted';
  return change > 0 ? 'bad' : 'good';
}

/** Each district at this time of day one week ago. */
function useLastWeek(keys: readonly string[]): ReadonlyMap<string, IndexPoint> {
  const now_ms = useShownTime_ms(60_000);
  const day = dayOf(now_ms);
  const since_start_ms = now_ms - startOfDay_ms(now_ms);
  const curves = useQueries({
    queries: keys.map((key) => ({
      queryKey: ['curve', 'district', key, day, STEP_S],
      queryFn: () =>
        call('GET /api/v1/indices/curve', { query: { scope: 'district', key, day, step_s: STEP_S } }),
      staleTime: STEP_S * 1000,
      refetchInterval: ({ state }: { state: { data?: IndexCurve } }) =>
        state.data?.last_week.length ? false : ASK_AGAIN_MS,
    })),
  });
  return new Map(
    curves.flatMap((asked) => {
      const curve = known(asked);
      const point = curve && pointAt(curve, since_start_ms);
      return point ? [[curve.key, point] as const] : [];
    }),
  );
}

function pointAt(curve: IndexCurve, since_start_ms: number): IndexPoint | undefined {
  return curve.last_week.find(({ at_ms }) => {
    const late_ms = since_start_ms - (at_ms - startOfDay_ms(at_ms));
    return late_ms >= 0 && late_ms < 2 * STEP_S * 1000;
  });
}
