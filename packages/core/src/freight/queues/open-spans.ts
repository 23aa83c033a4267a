import { DAY_MS, dayNumber, dayStart_ms, MINUTE_MS } from '../../time/index.ts';
import { type Direction, type FreightClass, type PortState, portShut, type Span } from '../regimes/index.ts';

/**
 * When a port is open for a direction and a class within [from_ms, to_ms), in order. A span that is open at the end ends at
 * `to_ms`: ask for a day more than is forecast, so that who waits over night finds the opening.
 */
export function openSpans(
  states: readonly PortState[],
  of: { readonly port: string; readonly direction: Direction; readonly class: FreightClass },
  from_ms: number,
  to_ms: number,
): Span[] {
  const spans: { from_ms: number; to_ms: number }[] = [];
  const edges = edgesOf(
    states.filter(({ port }) => port === of.port),
    from_ms,
    to_ms,
  );
  for (let i = 0; i + 1 < edges.length; i++) {
    const crossing = { port: of.port, direction: of.direction, at_ms: edges[i] };
    if (portShut(states, crossing, of.class) !== null) continue;
    const last = spans.at(-1);
    if (last?.to_ms === edges[i]) last.to_ms = edges[i + 1];
    else spans.push({ from_ms: edges[i], to_ms: edges[i + 1] });
  }
  return spans;
}

/** Every instant at which something may change: between two of them nothing does. */
function edgesOf(states: readonly PortState[], from_ms: number, to_ms: number): number[] {
  const edges = new Set([from_ms, to_ms]);
  const add = (at_ms: number | null) => {
    if (at_ms !== null && at_ms > from_ms && at_ms < to_ms) edges.add(at_ms);
  };
  const minutes = new Set(
    states.flatMap(({ hours }) => hours.flatMap((one) => [one.from_min, one.to_min % 1440])),
  );
  for (const state of states) {
    add(state.from_ms);
    add(state.to_ms);
  }
  for (let day_ms = dayStart_ms(dayNumber(from_ms)); day_ms < to_ms; day_ms += DAY_MS)
    for (const minute of minutes) add(day_ms + minute * MINUTE_MS);
  return [...edges].sort((a, b) => a - b);
}
