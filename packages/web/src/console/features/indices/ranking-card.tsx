import type { IndexValue } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { bandName } from '../../../ui/charts/index-dial.tsx';
import { indexText, NO_VALUE, signed } from '../../../ui/format.ts';
import { bandOf, colourOfBand } from '../../../ui/index-bands.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useBandBelow, useCity, useIndices } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { mapStore } from '../../map/map-model.ts';
import { useReplayedMinute_ms, useShownTime_ms } from '../../map/replay-clock.ts';
import { coverageDiffers, NOTABLE } from './comparison.ts';
import { useLiveIndices } from './live-indices.ts';
import './cards.css';

const WINDOW_MS = 300_000;
const WEEK_MS = 7 * 86_400_000;

/** Districts, the most congested first, with the change against the same time last week. */
export function RankingCard() {
  const { t } = useTranslation();
  const values = useLiveIndices('district');
  const at_ms = useReplayedMinute_ms();
  const lastWeek = useLastWeek();
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

function Row({ value, last_week }: { value: IndexValue; last_week: IndexValue | undefined }) {
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

/** Each district in the window that ended at this time one week ago. */
function useLastWeek(): ReadonlyMap<string, IndexValue> {
  const now_ms = useShownTime_ms(WINDOW_MS);
  const values = useIndices('district', Math.floor(now_ms / WINDOW_MS) * WINDOW_MS - WEEK_MS);
  return new Map(known(values)?.map((value) => [value.key, value]));
}
