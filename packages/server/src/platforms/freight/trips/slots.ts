import type { Bilingual, FreightClass, SlotDay, SlotState, TripSlot } from '@opentocc/contract';
import {
  type FreightTrip,
  judge,
  portName,
  type RegimeBook,
  SHARE_HOLDS_MS,
  SLOT_MS,
} from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import { cityDayStart } from '../../../kit/clock.ts';
import type { AppError } from '../../../kit/errors.ts';
import type { CapacityBook } from './capacities.ts';
import { tripErrors } from './errors.ts';
import { AHEAD_MS } from './model.ts';
import type { TripRoll } from './roll.ts';
import { slotWords } from './words.ts';

export interface SlotsDeps {
  readonly roll: TripRoll;
  readonly capacities: CapacityBook;
  readonly book: () => RegimeBook;
}

/** Kinds of rules that a slot by itself can break. */
const OF_SLOTS = new Set(['trips', 'ports', 'hours']);

/** How slots stand, and why one cannot be booked. */
export function createSlots({ roll, capacities, book }: SlotsDeps) {
  /** Why the port takes nobody of the class then: its state, or a regime, by name. Null where it does. */
  function closedBy(slot: TripSlot): Bilingual | null {
    const { reasons } = judge(probe(slot), book());
    const refusing = reasons.find(({ kind, consequence }) => OF_SLOTS.has(kind) && consequence !== 'note');
    if (refusing) {
      const { regimes } = book();
      const regime = regimes.find(
        ({ code, version }) => code === refusing.code && version === refusing.version,
      );
      const { zh = '', en = '' } = regime?.name ?? {};
      return { zh: `${refusing.text.zh}（${zh}）`, en: `${refusing.text.en} (${en})` };
    }
    const { zh, en } = portName(slot.port);
    if (capacities.isShut(slot)) return { zh: `${zh}此时不开放`, en: `${en} is shut then` };
    if (capacities.sizeOf(slot) === null) return { zh: '没有设定容量', en: 'no capacity is set' };
    return null;
  }

  /** The first slot after one that has a place for the firm. */
  function nextFree(slot: TripSlot, firm: string | null, now_ms: number): TripSlot | null {
    for (
      let from_ms = Math.max(slot.from_ms, floor(now_ms));
      from_ms < now_ms + AHEAD_MS;
      from_ms += SLOT_MS
    ) {
      const next = { ...slot, from_ms };
      if (isFree(next, firm, now_ms)) return next;
    }
    return null;
  }

  const isFree = (slot: TripSlot, firm: string | null, now_ms: number): boolean =>
    shutOf({ slot, firm, now_ms }, roll.slots.stateOf(slot, firm)) === null;

  function stateOf(slot: TripSlot, firm: string | null, now_ms: number): SlotState {
    const held = roll.slots.stateOf(slot, firm);
    const { size, booked, waiting } = held;
    return {
      ...{ from_ms: slot.from_ms, capacity: size?.places ?? null, booked, waiting },
      shut: shutOf({ slot, firm, now_ms }, held),
    };
  }

  /** Why a slot cannot be booked now; null where it can. */
  function shutOf({ slot, firm, now_ms }: Look, held: Held): SlotState['shut'] {
    if (slot.from_ms + SLOT_MS <= now_ms) return { code: 'past', text: PAST };
    if (slot.from_ms >= now_ms + AHEAD_MS) return { code: 'ahead', text: AHEAD };
    const closed = closedBy(slot);
    if (closed) {
      const isUnset = held.size === null && !capacities.isShut(slot);
      return { code: isUnset ? 'none' : 'port', text: closed };
    }
    if (!hasRoom(held)) return { code: 'full', text: fullWords(held.waiting + 1) };
    return isShared({ slot, firm, now_ms }, held) ? { code: 'firm', text: firmWords(held.of_firm) } : null;
  }

  return {
    closedBy,
    /** Slots of the day that holds an instant. */
    day(
      of: { port: string; direction: TripSlot['direction']; class: FreightClass; at_ms: number },
      firm: string | null,
      now_ms: number,
    ): SlotDay {
      const { port, direction, class: vehicle } = of;
      // The first day of all begins before instants do.
      const from_ms = cityDayStart(Math.max(of.at_ms, DAY_MS));
      const slot = { port, direction, class: vehicle, from_ms };
      const capacity = capacities.of({ ...slot, from_ms: from_ms + DAY_MS - SLOT_MS });
      return {
        ...slot,
        slots: Array.from({ length: 24 }, (_, hour) =>
          stateOf({ ...slot, from_ms: from_ms + hour * SLOT_MS }, firm, now_ms),
        ),
        next_free_ms: nextFree({ ...slot, from_ms: floor(now_ms) }, firm, now_ms)?.from_ms ?? null,
        assumed: capacity?.assumed ?? true,
        source: capacity?.source ?? NO_CAPACITY,
      };
    },
    /** Why a request got neither a place nor one in the line, and where there is one. */
    refusal(
      why: 'closed' | 'full' | 'firm' | 'line',
      slot: TripSlot,
      firm: string,
      now_ms: number,
    ): AppError {
      const { zh, en } = slotWords(slot);
      const { size, booked, waiting } = roll.slots.stateOf(slot, firm);
      if (why === 'closed') {
        const closed = closedBy(slot) ?? NO_CAPACITY;
        return tripErrors.slot_closed({ slot: zh, why: closed.zh, why_en: `${en}: ${closed.en}` });
      }
      if (why === 'firm') return tripErrors.slot_firm({ slot: zh, of_firm: size?.of_firm ?? 0 });
      const free = nextFree({ ...slot, from_ms: slot.from_ms + SLOT_MS }, firm, now_ms);
      const next = free ? `，最近的空闲时段：${slotWords(free).zh}` : '';
      const next_en = free ? `(next free: ${slotWords(free).en})` : '';
      return why === 'full'
        ? tripErrors.slot_full({ slot: zh, booked, places: size?.places ?? 0, next, next_en })
        : tripErrors.slot_line({ slot: zh, waiting, next, next_en });
    },
  };
}

interface Look {
  readonly slot: TripSlot;
  readonly firm: string | null;
  readonly now_ms: number;
}
type Held = ReturnType<TripRoll['slots']['stateOf']>;

const hasRoom = ({ size, booked, waiting }: Held): boolean =>
  size !== null && booked < size.places && waiting === 0;

/** Whether the firm has its share already. */
const isShared = ({ slot, firm, now_ms }: Look, { size, of_firm }: Held): boolean =>
  firm !== null && size !== null && of_firm >= size.of_firm && now_ms < slot.from_ms - SHARE_HOLDS_MS;

export type Slots = ReturnType<typeof createSlots>;

const floor = (at_ms: number): number => Math.floor(at_ms / SLOT_MS) * SLOT_MS;

const PAST: Bilingual = { zh: '已过', en: 'past' };
const AHEAD: Bilingual = { zh: '尚未开放', en: 'not open yet' };
const NO_CAPACITY: Bilingual = { zh: '没有设定容量', en: 'no capacity is set' };
const firmWords = (n: number): Bilingual => ({
  zh: `贵企业已有 ${n} 个，达上限；开始前一小时放开`,
  en: `your firm has its share (${n}); the limit ends an hour before`,
});
const fullWords = (place: number): Bilingual => ({
  zh: `已满，可候补第 ${place} 位`,
  en: `full; you would wait as number ${place}`,
});

/** A trip of which nothing is known but its slot. */
function probe({ port, direction, class: of, from_ms }: TripSlot): FreightTrip {
  const at_ms = from_ms + SLOT_MS / 2;
  return {
    ...{ id: 'probe', class: of, direction, destination: { city: '440300', street: null }, judged_ms: null },
    declared: {
      ...{ at_ms: 0, entries_before: 0, mode: 'direct', stops: [], bookings: [], route: null, documents: [] },
      crossings: [{ port, direction, at_ms }],
    },
    driven: { crossings: [], stays: [], off_route: [], over: false },
  };
}
