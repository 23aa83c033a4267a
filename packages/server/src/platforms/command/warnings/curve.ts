import type { Warning, WarningCurve } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { City } from './city.ts';
import { findMeasure } from './measures/index.ts';
import type { Spaces } from './spaces/index.ts';

/** What is shown before a warning began and after it ended. */
const BEFORE_MS = 2 * HOUR_MS;
const AFTER_MS = HOUR_MS;
/** Longest curve: one that burns for days is shown by its last part. */
const MOST_MS = 24 * HOUR_MS;

/** The measure of a warning around the time that it burned; empty where no past is stored of it. */
export async function curveOf(
  city: City,
  spaces: Spaces,
  { key, measure: code, began_ms, ended_ms }: Warning,
  now_ms: number,
): Promise<WarningCurve> {
  const to_ms = Math.min(now_ms, (ended_ms ?? now_ms) + AFTER_MS);
  const from_ms = Math.max(began_ms - BEFORE_MS, to_ms - MOST_MS);
  const measure = code === null ? undefined : findMeasure(code);
  const subject = measure && spaces[measure.space].findKey(key.split('/').slice(2).join('/'));
  if (!measure || subject === undefined) return { points: [], step_s: 60, from_ms, to_ms };
  if (measure.space === 'link') {
    const isRatio = measure.code === 'time_ratio';
    const rows = await city.linkMinutes(subject, from_ms, to_ms);
    const points = rows.map(({ window_end_ms: at_ms, speed_kmh, free_flow_kmh }) => ({
      at_ms,
      value: speed_kmh === null ? null : isRatio ? free_flow_kmh / Math.max(speed_kmh, 0.1) : speed_kmh,
    }));
    return { points, step_s: 60, from_ms, to_ms };
  }
  const points: WarningCurve['points'] = [];
  const past = measure.past?.(city, spaces[measure.space], Uint32Array.of(subject), from_ms, to_ms);
  for await (const { at_ms, column } of past ?? []) {
    const value = column[subject];
    points.push({ at_ms, value: Number.isNaN(value) ? null : value });
  }
  return { points, step_s: measure.past_step_s ?? 60, from_ms, to_ms };
}
