import type { ColdDeclaration } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { FreightLife, LifePlace, LifeTrip } from '@opentocc/testkit/freight';

/** What goes wrong in a hold: too warm, a door that stands open, a sensor that falls silent. */
export type HoldStory = 'hot' | 'door' | 'lost';

/** Cold goods of the script on their way to a supervised warehouse. Times are those of the platform's clock. */
export interface Load {
  readonly trip: LifeTrip;
  /** Number of the customs form, by which a load is known again after a restart. */
  readonly form: string;
  readonly story: HoldStory | null;
  readonly sets_out_ms: number;
  /** When it is expected at its warehouse. */
  readonly due_ms: number;
  /** Code of its warehouse. */
  readonly warehouse: string;
}

/** By turns, of loads whose way is long enough for a rule of half an hour. */
const TURNS: readonly (HoldStory | null)[] = ['hot', null, 'door', null, 'lost', null];
const LONG_MS = 50 * MINUTE_MS;
const SENSORS = 'demo-reefer-';
const BUYERS = ['示范福田农产品批发市场', '示范龙岗生鲜配送中心', '示范南山连锁超市冷库'];
/** From its gate to the dock of the warehouse. */
const DOCK_MS = 4 * MINUTE_MS;
/** Who did not come to the warehouse by the way is brought there so long after the slot. */
const LATE_MS = 100 * MINUTE_MS;

export const warehousesOf = ({ places }: FreightLife): LifePlace[] =>
  places.filter(({ warehouse }) => warehouse);

export const warehouseCode = (at: number): string => `demo-cold-${at + 1}`;

/** Whether a device is one of the demo city. */
export const isDemoSensor = (sensor: string | null): boolean => sensor?.startsWith(SENSORS) ?? false;

/** Loads of yesterday, today and tomorrow, by the number of their form. */
export function loadsAround(life: FreightLife, now_ms: number, shift_ms: number): ReadonlyMap<string, Load> {
  const loads = [-DAY_MS, 0, DAY_MS].flatMap((by_ms) =>
    loadsOfDay(life, now_ms + shift_ms + by_ms, shift_ms),
  );
  return new Map(loads.map((load) => [load.form, load]));
}

function loadsOfDay(life: FreightLife, at_ms: number, shift_ms: number): Load[] {
  const codes = new Map(warehousesOf(life).map(({ code }, at) => [code, warehouseCode(at)]));
  const found = life.tripsOfDay(at_ms).flatMap((trip) => {
    const stop = trip.goods.cold && trip.declared.stops.find(({ code }) => codes.has(code ?? ''));
    return stop ? [{ trip, stop, warehouse: codes.get(stop.code ?? '') ?? '' }] : [];
  });
  let turn = 0;
  return found.map(({ trip, stop, warehouse }) => {
    const isLong = stop.from_ms - trip.begin_ms >= LONG_MS;
    return {
      ...{ trip, warehouse, form: formOf(trip), story: isLong ? TURNS[turn++ % TURNS.length] : null },
      ...{ sets_out_ms: trip.begin_ms - shift_ms, due_ms: stop.from_ms - shift_ms },
    };
  });
}

/** 18 digits: "5301", the day, the truck, and the trip of its shift. */
function formOf({ key }: LifeTrip): string {
  const [day, truck, n] = key.split('-');
  return `5301${day}${truck.padStart(4, '0')}${n.padStart(2, '0')}`;
}

/** When a truck that has set out is at its warehouse. A drive takes some 30 ms to work out: it is cached by trip. */
export function createArrivals(life: FreightLife, shift_ms: number): (load: Load) => number {
  const known = new WeakMap<LifeTrip, number>();
  const stops = new Set(warehousesOf(life).map(({ code }) => code));
  return ({ trip, due_ms }) => {
    const known_ms = known.get(trip);
    if (known_ms !== undefined) return known_ms;
    const visit = life.drive(trip).visits.find(({ code }) => stops.has(code ?? ''));
    const at_ms = visit ? visit.from_ms - shift_ms + DOCK_MS : due_ms + LATE_MS;
    known.set(trip, at_ms);
    return at_ms;
  };
}

/** What the firm of a load declares. */
export function declarationOf({ trip, form, due_ms, warehouse }: Load): ColdDeclaration {
  const { goods, truck, key } = trip;
  const digits = form.slice(-7);
  return {
    ...{ firm: truck.firm.code, goods: goods.name.zh, customs_form: form, truck: truck.plate, warehouse },
    goods_class: (goods.cold?.max_c ?? 0) < -10 ? 'frozen' : 'chilled',
    lots: [{ lot: `DEMO-${key}`, goods: goods.name.zh, quantity: truck.load_t * 800, uom: 'KGM' }],
    ...{ container: `DEMU${digits}`, seal: `CN${digits}`, sensor: `${SENSORS}${truck.index}` },
    slot_from_ms: Math.floor(due_ms / HOUR_MS) * HOUR_MS,
    destination: BUYERS[truck.index % BUYERS.length],
  };
}

export interface Hold {
  readonly temperature_c: number;
  readonly door_open: boolean;
}

/** How much warmer a failing machine lets a hold become. */
const HOT_RISE_C = 11;

/** What the sensor of a load measures some minutes after it set out; null where it is silent. */
export function holdAt({ story, trip }: Load, minute: number): Hold | null {
  if (story === 'lost' && minute > 3) return null;
  const { min_c, max_c } = trip.goods.cold ?? { min_c: -25, max_c: -18 };
  const door_open = story === 'door' && minute >= 20 && minute < 32;
  const failing = story === 'hot' ? Math.min((minute - 1) / 4, (75 - minute) / 15, 1) : 0;
  const rise_c = HOT_RISE_C * Math.max(0, failing) + (door_open ? 1.5 : 0);
  const sway_c = 0.8 * Math.sin(minute / 7 + trip.truck.index);
  return { temperature_c: Math.round(10 * ((min_c + max_c) / 2 + rise_c + sway_c)) / 10, door_open };
}
