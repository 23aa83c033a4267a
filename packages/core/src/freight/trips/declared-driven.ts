import type { Crossing, Driven, FreightTrip, Visit } from '../regimes/index.ts';
import type { DrivenCrossing, DrivenStay, TripState } from './state.ts';

/** What was driven, as rules look at it. */
export function drivenOf({ crossings, stays, off_route, stage, last }: TripState): Driven {
  return {
    crossings: crossings.map(({ port, direction, at_ms }) => ({ port, direction, at_ms })),
    stays: stays.map(({ kind, code, from_ms, to_ms }) => ({ kind, code, from_ms, to_ms })),
    off_route: off_route.map(({ from_ms, to_ms }) => ({ from_ms, to_ms: to_ms ?? last?.at_ms ?? from_ms })),
    over: stage === 'over',
  };
}

/** One line of declared against driven: either side may be missing. */
export type DeclaredDriven =
  | {
      readonly what: 'crossing';
      readonly declared: Crossing | null;
      readonly driven: DrivenCrossing | null;
      /** How much later than declared, min; null where one side is missing. */
      readonly late_min: number | null;
    }
  | {
      readonly what: 'stop';
      readonly declared: Visit | null;
      readonly driven: DrivenStay | null;
      readonly late_min: number | null;
    };

const MINUTE_MS = 60_000;

/** What was declared and what was driven, side by side in order of time. */
export function declaredAgainstDriven(
  { declared }: Pick<FreightTrip, 'declared'>,
  state: TripState,
): DeclaredDriven[] {
  const stays = [...state.stays];
  const stops = declared.stops.map((stop): DeclaredDriven => {
    const at = stays.findIndex(({ code }) => code !== null && code === stop.code);
    const driven = at < 0 ? null : stays.splice(at, 1)[0];
    return { what: 'stop', declared: stop, driven, late_min: late(stop.from_ms, driven?.from_ms) };
  });
  const made = [...state.crossings];
  const crossings = declared.crossings.map((crossing): DeclaredDriven => {
    const at = made.findIndex(({ direction }) => direction === crossing.direction);
    const driven = at < 0 ? null : made.splice(at, 1)[0];
    return { what: 'crossing', declared: crossing, driven, late_min: late(crossing.at_ms, driven?.at_ms) };
  });
  const more = [
    ...stays.map((driven): DeclaredDriven => ({ what: 'stop', declared: null, driven, late_min: null })),
    ...made.map((driven): DeclaredDriven => ({ what: 'crossing', declared: null, driven, late_min: null })),
  ];
  return [...crossings, ...stops, ...more].sort((a, b) => timeOf(a) - timeOf(b));
}

const late = (declared_ms: number, driven_ms: number | undefined): number | null =>
  driven_ms === undefined ? null : Math.round((driven_ms - declared_ms) / MINUTE_MS);

function timeOf(line: DeclaredDriven): number {
  if (line.what === 'crossing') return (line.driven ?? line.declared)?.at_ms ?? 0;
  return (line.driven ?? line.declared)?.from_ms ?? 0;
}
