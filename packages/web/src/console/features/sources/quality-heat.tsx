import type { QualityHour } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { Fragment, type KeyboardEvent } from 'react';
import { dayOf, hourMinuteOf, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { GRADE_COLOURS, inkOn } from '../../../ui/theme/palette.ts';
import { figureOf, gradeNames, gradeOf, type Metric } from './metrics.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -24, ArrowDown: 24 };

interface Props {
  readonly metric: Metric;
  readonly hours: readonly QualityHour[];
  /** Last hour shown; seven days end with its day. */
  readonly to_ms: number;
  readonly chosen_ms: number | null;
  onChoose(hour_ms: number | null): void;
}

/** Seven days by hour: a cell is an hour in the colour of its figure, and opens it. Arrow keys move the choice. */
export function QualityHeat({ metric, hours, to_ms, chosen_ms, onChoose }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const byHour = new Map(hours.map((hour) => [hour.hour_ms, hour]));
  const today_ms = startOfDay_ms(to_ms - 1);
  const days = Array.from({ length: 7 }, (_, i) => today_ms - (6 - i) * 24 * HOUR_MS);
  const start_ms = chosen_ms ?? Math.floor((to_ms - 1) / HOUR_MS) * HOUR_MS;
  const move = (event: KeyboardEvent) => {
    const step = MOVES[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next_ms = Math.min(Math.max(start_ms + step * HOUR_MS, days[0]), today_ms + 23 * HOUR_MS);
    onChoose(next_ms);
    document.getElementById(`quality-${next_ms}`)?.focus();
  };
  const cell = (hour_ms: number) => {
    const hour = byHour.get(hour_ms);
    const value = hour ? figureOf(metric, hour) : null;
    const grade = value === null ? null : gradeOf(metric, value);
    const words = value === null ? t('common.no_value') : metric.format(value);
    const label = `${dayOf(hour_ms).slice(5)} ${hourMinuteOf(hour_ms)} · ${words}`;
    return (
      <button
        key={hour_ms}
        id={`quality-${hour_ms}`}
        type="button"
        className={`heat-cell${hour_ms === chosen_ms ? ' chosen' : ''}`}
        style={grade === null ? undefined : groundOf(GRADE_COLOURS[theme][grade])}
        title={label}
        aria-label={label}
        aria-pressed={hour_ms === chosen_ms}
        tabIndex={hour_ms === start_ms ? 0 : -1}
        onClick={() => onChoose(hour_ms === chosen_ms ? null : hour_ms)}
      >
        {grade === null ? '' : grade + 1}
      </button>
    );
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys come up from the buttons inside */}
      <div className="heat" onKeyDown={move}>
        <span />
        {HOURS.map((hour) => (
          <small key={hour} className="muted">
            {hour % 3 === 0 ? hour : ''}
          </small>
        ))}
        {days.map((day_ms) => (
          <Fragment key={day_ms}>
            <small className="muted heat-day">{dayOf(day_ms).slice(5)}</small>
            {HOURS.map((hour) => cell(day_ms + hour * HOUR_MS))}
          </Fragment>
        ))}
      </div>
      <HeatLegend metric={metric} />
    </>
  );
}

/** The grade stands in the cell as a number, for who cannot tell the colours. */
const groundOf = (colour: string) => ({ background: colour, color: inkOn(colour) });

function HeatLegend({ metric }: { metric: Metric }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <p className="heat-legend muted">
      {gradeNames(metric).map((name, grade) => (
        <span key={name}>
          <i style={groundOf(GRADE_COLOURS[theme][grade])} aria-hidden="true">
            {grade + 1}
          </i>{' '}
          {name}
        </span>
      ))}
      <span>
        <i className="heat-empty" aria-hidden="true" /> {t('common.no_value')}
      </span>
    </p>
  );
}
