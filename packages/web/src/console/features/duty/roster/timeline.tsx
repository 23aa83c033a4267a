import { DAY_MS } from '@opentocc/core/time';
import { dayOf, hourMinuteOf, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';

/** A part of time in a row. */
export interface Bar {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly label: string;
  readonly kind: 'entry' | 'final' | 'gap';
}

interface Row {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly bars: readonly Bar[];
}

interface Props {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly rows: readonly Row[];
}

/** Rows of bars over days; each bar says in words who and from when until when. */
export function Timeline({ from_ms, to_ms, rows }: Props) {
  const { t } = useTranslation();
  const days = Array.from({ length: Math.round((to_ms - from_ms) / DAY_MS) }, (_, i) => from_ms + i * DAY_MS);
  const placeOf = (at_ms: number) => (100 * (at_ms - from_ms)) / (to_ms - from_ms);
  const now_ms = platformNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className="duty-timeline" tabIndex={0} aria-label={t('duty.week')}>
      <div className="duty-days" aria-hidden="true">
        {days.map((at_ms) => (
          <span key={at_ms}>{dayOf(at_ms).slice(5)}</span>
        ))}
      </div>
      {rows.map(({ key, label, hint, bars }) => (
        <div key={key} className={key === 'final' ? 'duty-row duty-row-final' : 'duty-row'}>
          <span className="duty-row-name" title={hint}>
            {label}
            {hint && <small className="muted">{hint}</small>}
          </span>
          <ul className="duty-bars">
            {bars.map((bar) => (
              <Shift key={`${bar.from_ms}/${bar.label}`} {...{ bar, from_ms, to_ms, placeOf }} />
            ))}
            {now_ms > from_ms && now_ms < to_ms && (
              <li aria-hidden="true" className="duty-now" style={{ left: `${placeOf(now_ms)}%` }} />
            )}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface ShiftProps extends Omit<Props, 'rows'> {
  readonly bar: Bar;
  placeOf(at_ms: number): number;
}

function Shift({ bar, from_ms, to_ms, placeOf }: ShiftProps) {
  const [begin_ms, end_ms] = [Math.max(from_ms, bar.from_ms), Math.min(to_ms, bar.to_ms)];
  const left = placeOf(begin_ms);
  const width = placeOf(end_ms) - left;
  const says = `${bar.label} ${minuteOf(bar.from_ms)} — ${minuteOf(bar.to_ms)}`;
  return (
    <li
      className={`duty-bar duty-bar-${bar.kind}`}
      style={{ left: `${left}%`, width: `${width}%` }}
      title={says}
    >
      <span aria-hidden="true">{bar.label}</span>
      <span className="visually-hidden">
        {bar.label} {hourMinuteOf(bar.from_ms)}–{hourMinuteOf(bar.to_ms)}
      </span>
    </li>
  );
}
