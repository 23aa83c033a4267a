import type { SourceQuality } from '@opentocc/contract';
import { cityDayStart } from '../../kit/clock.ts';
import { groupBy } from '../../kit/group-by.ts';
import { addCounts, emptyCounts, figuresOf } from './model.ts';
import type { SourceCounts } from './source-counts.ts';
import type { SourceHour } from './store.ts';

/** Less of the time before says too little to compare with: share of the hours that have data. */
const LEAST_BEFORE = 0.5;

/** Each source of these hours: since `from_ms`, before it, and by day. */
export function compareSources(hours: readonly SourceHour[], from_ms: number): SourceQuality[] {
  return [...groupBy(hours, ({ source }) => source)].map(([source, of]) => compared(source, of, from_ms));
}

interface HourSpan {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly source?: number;
}

/** Hours as they were written, with those that are still counted as they stand now, oldest first. */
export function withRunning(
  written: readonly SourceHour[],
  counted: ReadonlyMap<number, SourceCounts>,
  { from_ms, to_ms, source }: HourSpan,
): SourceHour[] {
  const merged = new Map<string, SourceHour>();
  const put = (hour: SourceHour) => merged.set(`${hour.source}/${hour.hour_ms}`, hour);
  for (const hour of written) put(hour);
  for (const [id, { hours }] of counted)
    for (const [hour_ms, counts] of hours)
      if ((source ?? id) === id && hour_ms >= from_ms && hour_ms < to_ms)
        put({ source: id, hour_ms, counts });
  return [...merged.values()].sort((a, b) => a.hour_ms - b.hour_ms);
}

function compared(source: number, hours: readonly SourceHour[], from_ms: number): SourceQuality {
  const sum = (of: readonly SourceHour[]) => {
    const counts = emptyCounts();
    for (const hour of of) addCounts(counts, hour.counts);
    return figuresOf(counts);
  };
  const now = hours.filter(({ hour_ms }) => hour_ms >= from_ms);
  const before = hours.filter(({ hour_ms }) => hour_ms < from_ms);
  const days = groupBy(now, ({ hour_ms }) => cityDayStart(hour_ms));
  return {
    source,
    figures: sum(now),
    before: before.length > LEAST_BEFORE * now.length ? sum(before) : null,
    days: [...days].map(([day_ms, of]) => ({ day_ms, figures: sum(of) })),
  };
}
