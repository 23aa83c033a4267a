import type { BorderDirection, NewTrip } from '@opentocc/contract';

/** What is filled in to book a trip. */
export interface BookValues {
  readonly truck: string;
  readonly driver: string;
  readonly port: string;
  readonly direction: BorderDirection;
  readonly day: string;
  readonly site?: string | undefined;
  /** Code of the designated route. */
  readonly route?: string | undefined;
  readonly return_port: string;
  readonly return_after_h: number;
  readonly goods: string;
  readonly weight_kg: number | null;
  readonly un?: string | undefined;
  readonly slip?: string | undefined;
  readonly city: string;
  readonly wait: boolean;
  readonly standby: boolean;
}

const HOUR_MS = 3_600_000;
/** So long after a crossing a truck is at its site, and so long before the way back it leaves it. */
const TO_SITE_MS = HOUR_MS;
/** A truck that sets out in the city is at its site from so long before the crossing until so long before it. */
const LOADS_MS = { from: 2 * HOUR_MS, to: HOUR_MS / 2 };

/** A declaration of what was filled in: with the site between the crossings, or before them where it sets out in the city. */
export function newTripOf(values: BookValues, slot_ms: number, key: string, now_ms: number): NewTrip {
  const { truck, driver, port, direction, return_port, site, route, goods, weight_kg, un, slip, city } =
    values;
  const at_ms = crossingIn(slot_ms, now_ms);
  const back_ms = at_ms + values.return_after_h * HOUR_MS;
  const back = direction === 'in' ? 'out' : 'in';
  const span = direction === 'in' ? between(at_ms, back_ms) : before(at_ms, now_ms);
  return {
    ...{ key, truck, drivers: [driver], direction, mode: 'direct', route: route ?? null, documents: [] },
    goods: { name: goods, weight_kg, hazmat: un && slip ? { un, slip } : null },
    destination: { city, street: null },
    crossings: [
      { port, direction, at_ms },
      { port: return_port, direction: back, at_ms: back_ms },
    ],
    stops: site ? [{ kind: 'site', code: site, ...span, booked: false }] : [],
    ...{ wait: values.wait, standby: values.standby },
  };
}

/** The middle of its slot; of one that has begun, the middle of what is left. */
function crossingIn(slot_ms: number, now_ms: number): number {
  const left_ms = slot_ms + HOUR_MS - Math.max(slot_ms, now_ms);
  return Math.round(slot_ms + HOUR_MS - left_ms / 2);
}

type Span = Pick<NewTrip['stops'][number], 'from_ms' | 'to_ms'>;

/** Between the crossings; of a short trip the whole time between them. */
function between(at_ms: number, back_ms: number): Span {
  const isLong = back_ms - at_ms > 3 * TO_SITE_MS;
  const margin_ms = isLong ? TO_SITE_MS : (back_ms - at_ms) / 4;
  return { from_ms: at_ms + margin_ms, to_ms: back_ms - margin_ms };
}

/** Before the crossing, and not before now; of one that is near, the first half of the time until then. */
function before(at_ms: number, now_ms: number): Span {
  const from_ms = Math.max(now_ms, at_ms - LOADS_MS.from);
  return { from_ms, to_ms: Math.max(at_ms - LOADS_MS.to, Math.round((from_ms + at_ms) / 2)) };
}
