import type { ColumnSpec } from './state-layout.ts';

/** Width of a slot of the wheel, as slots in a second: narrow enough that few events of a city share one. */
const SLOTS_PER_S = 32;
/** Slots of the wheel, a power of two: what lies further ahead than these goes round with it. */
const SLOTS = 8192;
/** In `place`: the event does not wait, or waits in the wheel. Others are places in the heap + 1. */
const [NOWHERE, IN_WHEEL] = [0, -1];

/** Rows of `event_count`: how many wait in the heap and in the wheel. */
const ROW = { heap: 0, wheel: 1 } as const;

/** Columns of a queue of `events` event numbers, to be laid out in the state. */
export function eventColumns(events: number) {
  return {
    event_time: ['f64', events],
    event_next: ['i32', events],
    event_previous: ['i32', events],
    event_place: ['i32', events],
    heap_time: ['f64', events],
    heap_event: ['i32', events],
    wheel_first: ['i32', SLOTS, -1],
    event_count: ['i32', 2],
    /** Slot that the heap has come to. */
    event_slot: ['f64', 1],
  } as const satisfies Readonly<Record<string, ColumnSpec>>;
}

interface Columns {
  readonly event_time: Float64Array;
  readonly event_next: Int32Array;
  readonly event_previous: Int32Array;
  readonly event_place: Int32Array;
  readonly heap_time: Float64Array;
  readonly heap_event: Int32Array;
  readonly wheel_first: Int32Array;
  readonly event_count: Int32Array;
  readonly event_slot: Float64Array;
}

/**
 * Events ordered by time, and by number where times are equal, so that the order of processing depends on nothing else.
 * Each event number is in the queue at most once: scheduling it again moves it. All is in columns of the state; nothing is
 * allocated, no entry is ever stale.
 *
 * What is due soon stands in an indexed heap of four children, what is due later in the slots of a timing wheel (Varghese,
 * Lauck 1987), unsorted: most events of a city are seconds ahead, and a heap of all of them took a third of a run.
 */
export class EventQueue {
  readonly #time: Float64Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #place: Int32Array;
  readonly #heapTime: Float64Array;
  readonly #heapEvent: Int32Array;
  readonly #first: Int32Array;
  readonly #counts: Int32Array;
  readonly #slot: Float64Array;

  constructor(columns: Columns) {
    this.#time = columns.event_time;
    this.#next = columns.event_next;
    this.#previous = columns.event_previous;
    this.#place = columns.event_place;
    this.#heapTime = columns.heap_time;
    this.#heapEvent = columns.heap_event;
    this.#first = columns.wheel_first;
    this.#counts = columns.event_count;
    this.#slot = columns.event_slot;
  }

  /** Time of the next event, s; Infinity when none waits. */
  get least_s(): number {
    if (this.#counts[ROW.heap] === 0) {
      if (this.#counts[ROW.wheel] === 0) return Infinity;
      this.#turn();
    }
    return this.#heapTime[0];
  }

  /** Time at which an event is due, s; Infinity when it does not wait. */
  timeOf(event: number): number {
    return this.#place[event] === NOWHERE ? Infinity : this.#time[event];
  }

  /** Sets the time of an event, earlier or later than before. */
  schedule(event: number, time_s: number): void {
    const place = this.#place[event];
    if (place === NOWHERE) this.#add(event, time_s);
    else if (time_s !== this.#time[event]) this.#reset(event, time_s);
  }

  /** Sets the time of an event unless it is due earlier anyway. */
  scheduleBy(event: number, time_s: number): void {
    const place = this.#place[event];
    if (place === NOWHERE) this.#add(event, time_s);
    else if (time_s < this.#time[event]) this.#reset(event, time_s);
  }

  cancel(event: number): void {
    const place = this.#place[event];
    if (place === NOWHERE) return;
    if (place === IN_WHEEL) this.#unlink(event);
    else this.#takeOut(place - 1);
    this.#place[event] = NOWHERE;
  }

  /** Takes the next event; the queue must not be empty, and `least_s` must have been asked for. */
  pop(): number {
    const event = this.#heapEvent[0];
    this.#place[event] = NOWHERE;
    const last = --this.#counts[ROW.heap];
    if (last > 0) this.#sink(0, this.#heapEvent[last], this.#heapTime[last]);
    return event;
  }

  #add(event: number, time_s: number): void {
    this.#time[event] = time_s;
    const slot = Math.floor(time_s * SLOTS_PER_S);
    if (slot <= this.#slot[0]) this.#rise(this.#counts[ROW.heap]++, event, time_s);
    else this.#link(event, slot);
  }

  #reset(event: number, time_s: number): void {
    const place = this.#place[event] - 1;
    if (place < 0) {
      this.#unlink(event);
      this.#add(event, time_s);
      return;
    }
    const isEarlier = time_s < this.#time[event];
    if (!isEarlier && Math.floor(time_s * SLOTS_PER_S) > this.#slot[0]) {
      this.#takeOut(place);
      this.#add(event, time_s);
      return;
    }
    this.#time[event] = time_s;
    if (isEarlier) this.#rise(place, event, time_s);
    else this.#sink(place, event, time_s);
  }

  #link(event: number, slot: number): void {
    const row = slot & (SLOTS - 1);
    const first = this.#first[row];
    this.#next[event] = first;
    this.#previous[event] = -1;
    if (first >= 0) this.#previous[first] = event;
    this.#first[row] = event;
    this.#place[event] = IN_WHEEL;
    this.#counts[ROW.wheel]++;
  }

  #unlink(event: number): void {
    const next = this.#next[event];
    const previous = this.#previous[event];
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else this.#first[Math.floor(this.#time[event] * SLOTS_PER_S) & (SLOTS - 1)] = next;
    this.#counts[ROW.wheel]--;
  }

  /** Brings the next slot in which something is due into the heap, which is empty. */
  #turn(): void {
    for (let turned = 0; turned < SLOTS; turned++) {
      const slot = ++this.#slot[0];
      for (let event = this.#first[slot & (SLOTS - 1)]; event >= 0; ) {
        const next = this.#next[event];
        if (Math.floor(this.#time[event] * SLOTS_PER_S) <= slot) this.#enterHeap(event);
        event = next;
      }
      if (this.#counts[ROW.heap] > 0) return;
    }
    this.#slot[0] = this.#leastSlot() - 1;
    this.#turn();
  }

  #enterHeap(event: number): void {
    this.#unlink(event);
    this.#rise(this.#counts[ROW.heap]++, event, this.#time[event]);
  }

  /** Slot of the earliest event in the wheel, when that is more than a round ahead. */
  #leastSlot(): number {
    let least = Infinity;
    for (const first of this.#first)
      for (let event = first; event >= 0; event = this.#next[event])
        least = Math.min(least, Math.floor(this.#time[event] * SLOTS_PER_S));
    return least;
  }

  #takeOut(place: number): void {
    const last = --this.#counts[ROW.heap];
    if (place === last) return;
    const moved = this.#heapEvent[last];
    const time_s = this.#heapTime[last];
    if (place > 0 && this.#isBefore(time_s, moved, (place - 1) >> 2)) this.#rise(place, moved, time_s);
    else this.#sink(place, moved, time_s);
  }

  #isBefore(time_s: number, event: number, place: number): boolean {
    const other_s = this.#heapTime[place];
    return time_s < other_s || (time_s === other_s && event < this.#heapEvent[place]);
  }

  #rise(from: number, event: number, time_s: number): void {
    const times = this.#heapTime;
    const events = this.#heapEvent;
    const places = this.#place;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (!this.#isBefore(time_s, event, parent)) break;
      times[place] = times[parent];
      events[place] = events[parent];
      places[events[place]] = place + 1;
      place = parent;
    }
    times[place] = time_s;
    events[place] = event;
    places[event] = place + 1;
  }

  #sink(from: number, event: number, time_s: number): void {
    const times = this.#heapTime;
    const events = this.#heapEvent;
    const places = this.#place;
    const size = this.#counts[ROW.heap];
    let place = from;
    for (;;) {
      const first = (place << 2) + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let least = first;
      for (let child = first + 1; child < end; child++) {
        const differs = times[child] - times[least];
        if (differs < 0 || (differs === 0 && events[child] < events[least])) least = child;
      }
      const later = times[least] - time_s;
      if (later > 0 || (later === 0 && events[least] > event)) break;
      times[place] = times[least];
      events[place] = events[least];
      places[events[place]] = place + 1;
      place = least;
    }
    times[place] = time_s;
    events[place] = event;
    places[event] = place + 1;
  }
}
