import type { SourceHealth, SourceQuality } from '@opentocc/contract';
import { dayOf, NO_VALUE, signed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { GRADE_COLOURS } from '../../../ui/theme/palette.ts';
import { figureOf, gradeOf, type Metric } from './metrics.ts';

interface Props {
  readonly metric: Metric;
  readonly sources: readonly SourceHealth[];
  readonly compared: readonly SourceQuality[];
  readonly days_ms: readonly number[];
  readonly chosen: number;
  onChoose(source: number): void;
}

/** Every source in one row: the figure of each day as a bar, of the week, and its change against the week before. */
export function QualityCompare({ metric, sources, compared, days_ms, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const rows = sources.flatMap((source) => {
    const quality = compared.find((one) => one.source === source.id);
    return quality ? [{ source, quality }] : [];
  });
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">{t('sources.title')}</th>
          {days_ms.map((day_ms) => (
            <th key={day_ms} scope="col" className="compare-day">
              {dayOf(day_ms).slice(8)}
            </th>
          ))}
          <th scope="col" className="right">
            {t('sources.quality.average')}
          </th>
          <th scope="col" className="right">
            {t('sources.quality.change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ source, quality }) => (
          <tr key={source.id} className={source.id === chosen ? 'chosen' : ''}>
            <th scope="row">
              <button
                type="button"
                className="link-button"
                aria-pressed={source.id === chosen}
                onClick={() => onChoose(source.id)}
              >
                {source.name[language]}
              </button>
            </th>
            {days_ms.map((day_ms) => (
              <DayBar key={day_ms} metric={metric} quality={quality} day_ms={day_ms} />
            ))}
            <td className="right">
              <b>{wordsOf(metric, figureOf(metric, quality.figures))}</b>
            </td>
            <td className="right">{changeOf(metric, quality)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly metric: Metric;
  readonly quality: SourceQuality;
  readonly day_ms: number;
}

function DayBar({ metric, quality, day_ms }: DayProps) {
  const theme = useStore(themeStore);
  const figures = quality.days.find((day) => day.day_ms === day_ms)?.figures;
  const value = figures ? figureOf(metric, figures) : null;
  const words = `${dayOf(day_ms).slice(5)} · ${wordsOf(metric, value)}`;
  return (
    <td className="compare-day" title={words}>
      {value !== null && (
        <span
          className="compare-bar"
          role="img"
          aria-label={words}
          style={{
            height: `${barOf(metric, value)}%`,
            background: GRADE_COLOURS[theme][gradeOf(metric, value)],
          }}
        />
      )}
    </td>
  );
}

/** Height of a bar, %: what is missing to 100 % for shares that are good, what is there for those that are bad. */
function barOf({ higherIsBetter, borders }: Metric, value: number): number {
  const share = higherIsBetter ? value : Math.min(1, value / (4 * borders[3]));
  return Math.max(12, 100 * share);
}

function wordsOf(metric: Metric, value: number | null): string {
  return value === null ? NO_VALUE : metric.format(value);
}

function changeOf(metric: Metric, { figures, before }: SourceQuality): string {
  const now = figureOf(metric, figures);
  const then = before ? figureOf(metric, before) : null;
  if (now === null || then === null) return NO_VALUE;
  return metric.key === 'position_error_m' ? `${signed(now - then)} m` : `${signed(100 * (now - then))} pp`;
}
