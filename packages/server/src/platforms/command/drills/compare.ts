import { createHash } from 'node:crypto';
import type { Bilingual, Drill, DrillResult, SituationBrief, Warning } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { MINUTE_MS } from '@opentocc/core/time';

/** A warning and a report are of one thing when they are as near and as close in time as this. Assumed, 2026-11-27. */
const SAME = { metres: 1500, before_min: 45, after_min: 60 } as const;

export type Reported = Pick<
  SituationBrief,
  'id' | 'title' | 'began_ms' | 'received_ms' | 'lon' | 'lat' | 'link' | 'road' | 'district'
>;

/** A warning of the rules, with what became of the thing that day. */
export type Raised = Pick<Warning, 'key' | 'title' | 'began_ms' | 'ended_ms' | 'place'>;

/** Whether a warning lies where something was reported: on its link, its road, or near it. */
export function isThere(
  { place }: Pick<Raised, 'place'>,
  { link, lon, lat, road, district }: Reported,
): boolean {
  if (link !== null && place.links.includes(link)) return true;
  if (place.road !== null && place.road.zh !== '' && place.road.zh === road.zh) return true;
  if (place.lon !== null && place.lat !== null)
    return distance_m(place.lon, place.lat, lon, lat) <= SAME.metres;
  return place.links.length === 0 && district !== null && place.districts.includes(district);
}

/** The first warning that would have said what was reported. */
function noticedBy(reported: Reported, warnings: readonly Raised[]): Raised | undefined {
  const from_ms = reported.began_ms - SAME.before_min * MINUTE_MS;
  const to_ms = reported.received_ms + SAME.after_min * MINUTE_MS;
  return warnings
    .filter(({ began_ms }) => began_ms >= from_ms && began_ms <= to_ms)
    .filter((one) => isThere(one, reported))
    .sort((a, b) => a.began_ms - b.began_ms)[0];
}

/** How much earlier a report would have been known by its first warning. */
export function situationOf(
  reported: Reported,
  warnings: readonly Raised[],
): DrillResult['situations'][number] {
  const { id, title, began_ms, received_ms } = reported;
  const first = noticedBy(reported, warnings);
  return {
    ...{ id, title, began_ms, received_ms },
    noticed_ms: first?.began_ms ?? null,
    noticed_by: first?.title ?? null,
    earlier_min: first ? Math.round((received_ms - first.began_ms) / MINUTE_MS) : null,
  };
}

/** When that day the same thing was warned of: by the same rule and place, whose warnings have the same key. */
export const warnedAt = (
  { key, began_ms, ended_ms }: Raised,
  then: readonly Pick<Warning, 'key' | 'began_ms' | 'ended_ms'>[],
): number | null => {
  const last_ms = ended_ms ?? Number.MAX_SAFE_INTEGER;
  const same = then.filter(
    (one) => one.key === key && one.began_ms <= last_ms && (one.ended_ms ?? last_ms) >= began_ms,
  );
  return same.length === 0 ? null : Math.min(...same.map((one) => one.began_ms));
};

export const countsOf = ({ warnings, situations, plans }: DrillResult): NonNullable<Drill['counts']> => ({
  warnings: warnings.length,
  hidden: warnings.filter(({ hidden_by }) => hidden_by.length > 0).length,
  not_warned: warnings.filter(({ warned_ms }) => warned_ms === null).length,
  noticed: situations.filter(({ earlier_min }) => earlier_min !== null && earlier_min > 0).length,
  situations: situations.length,
  plans: plans.length,
});

/** Keys in one order, so that the same values have the same text wherever they come from. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  );
}

/** SHA-256 of a value as JSON, in hex. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest('hex');

/** Lines of a drill for spreadsheets. */
export const linesOf = ({ warnings }: DrillResult, timeOf: (at_ms: number) => string): string[][] => {
  const said = ({ zh, en }: Bilingual) => `${zh} / ${en}`;
  const head = ['rule', 'title', 'level', 'from', 'to', 'worst', 'asked', 'hidden_by', 'warned_that_day'];
  return [
    head,
    ...warnings.map((one) => [
      ...[said(one.rule_name), said(one.title), one.level, timeOf(one.from_ms)],
      ...[one.to_ms === null ? '' : timeOf(one.to_ms), one.worst === null ? '' : String(one.worst)],
      ...[one.asked.join(' '), one.hidden_by.join(' ')],
      one.warned_ms === null ? '' : timeOf(one.warned_ms),
    ]),
  ];
};
