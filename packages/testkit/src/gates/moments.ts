import type { FreightLife, LifeGate, LifeTrip } from '../freight/index.ts';
import { hash01 } from '../random.ts';

/** A truck comes to a gate. */
export interface GateMoment {
  readonly at_ms: number;
  readonly site: string;
  readonly gate: LifeGate;
  readonly plate: string;
  /** As the camera reads it: now and then a letter that it takes for another, dirt on the province, or nothing. */
  readonly read: string;
  readonly confidence_pct: number;
}

/** Shares of reads, as operators of gates report them: a confusable letter, another digit, no plate at all. */
const [CONFUSED, WRONG, NONE] = [0.04, 0.02, 0.015];
const CONFUSABLE: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '2': 'Z',
  '5': 'S',
  '8': 'B',
  B: '8',
};

/** When a trip comes to gates of sites: in where a visit begins, out where it ends. */
export function gateMomentsOf(life: FreightLife, trip: LifeTrip): GateMoment[] {
  const visits = life.drive(trip).visits;
  return visits.flatMap(({ code, from_ms, to_ms }, i) => {
    const gates = code === null ? [] : life.place(code).gates;
    const ends: readonly (readonly [direction: 'in' | 'out', at_ms: number | null])[] = [
      ['in', from_ms],
      ['out', to_ms],
    ];
    return ends.flatMap(([direction, at_ms]) => {
      const gate = gates.find((one) => one.direction === direction);
      if (!gate || at_ms === null || code === null) return [];
      const draw = hash01(trip.order.seed, i, direction === 'in' ? 51 : 52);
      return [{ at_ms, site: code, gate, plate: trip.truck.plate, ...readOf(trip.truck.plate, draw) }];
    });
  });
}

/** @param draw in [0, 1) */
function readOf(plate: string, draw: number): Pick<GateMoment, 'read' | 'confidence_pct'> {
  const confidence_pct = 84 + Math.floor(15 * ((draw * 7919) % 1));
  if (draw < NONE) return { read: '', confidence_pct: 0 };
  const signs = [...plate];
  const at = 2 + (Math.floor(draw * 100_000) % (signs.length - 2));
  if (draw < NONE + WRONG) {
    const digit = signs.findIndex((sign, i) => i >= at && /\d/.test(sign));
    if (digit < 0) return { read: plate, confidence_pct };
    return { read: signs.with(digit, String((Number(signs[digit]) + 3) % 10)).join(''), confidence_pct: 71 };
  }
  if (draw < NONE + WRONG + CONFUSED) {
    const taken = signs.findIndex((sign, i) => i >= 2 && sign in CONFUSABLE);
    if (taken >= 0) return { read: signs.with(taken, CONFUSABLE[signs[taken]]).join(''), confidence_pct: 78 };
  }
  return { read: plate, confidence_pct };
}
