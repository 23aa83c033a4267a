/**
 * Events ordered by time, and by number where times are equal, so that the order of processing depends on nothing else.
 * Each event number is in the queue at most once: scheduling it again moves it. An indexed heap of four children over
 * columns of the state: capacity is the count of event numbers, nothing is allocated, no entry is ever stale.
 *
 * A calendar queue was weighed: it wins when tens of thousands of events wait, but its bucket width has to follow the
 * traffic, and its order within a bucket would have to be made exact for results that are equal to the byte.
 */
export class EventQueue {
  readonly #time: Float64Array;
  readonly #event: Int32Array;
  /** Place of each event in the heap + 1; 0 when it does not wait. */
  readonly #place: Int32Array;
  /** One row: how many wait. */
  readonly #size: Int32Array;

  constructor(columns: { time: Float64Array; event: Int32Array; place: Int32Array; size: Int32Array }) {
    this.#time = columns.time;
    this.#event = columns.event;
    this.#place = columns.place;
    this.#size = columns.size;
  }

  /** Time of the next event, s; Infinity when none waits. */
  get least_s(): number {
    return this.#size[0] === 0 ? Infinity : this.#time[0];
  }

  /** Time at which an event is due, s; Infinity when it does not wait. */
  timeOf(event: number): number {
    const place = this.#place[event];
    return place === 0 ? Infinity : this.#time[place - 1];
  }

  /** Sets the time of an event, earlier or later than before. */
  schedule(event: number, time_s: number): void {
    const place = this.#place[event] - 1;
    if (place < 0) this.#rise(this.#size[0]++, event, time_s);
    else if (time_s < this.#time[place]) this.#rise(place, event, time_s);
    else if (time_s > this.#time[place]) this.#sink(place, event, time_s);
  }

  /** Sets the time of an event unless it is due earlier anyway. */
  scheduleBy(event: number, time_s: number): void {
    const place = this.#place[event] - 1;
    if (place < 0) this.#rise(this.#size[0]++, event, time_s);
    else if (time_s < this.#time[place]) this.#rise(place, event, time_s);
  }

  cancel(event: number): void {
    const place = this.#place[event] - 1;
    if (place < 0) return;
    this.#place[event] = 0;
    const last = --this.#size[0];
    if (place === last) return;
    const [moved, time_s] = [this.#event[last], this.#time[last]];
    if (place > 0 && this.#isBefore(time_s, moved, (place - 1) >> 2)) this.#rise(place, moved, time_s);
    else this.#sink(place, moved, time_s);
  }

  /** Takes the next event; the queue must not be empty. */
  pop(): number {
    const event = this.#event[0];
    this.#place[event] = 0;
    const last = --this.#size[0];
    if (last > 0) this.#sink(0, this.#event[last], this.#time[last]);
    return event;
  }

  #isBefore(time_s: number, event: number, place: number): boolean {
    const other_s = this.#time[place];
    return time_s < other_s || (time_s === other_s && event < this.#event[place]);
  }

  #rise(from: number, event: number, time_s: number): void {
    const times = this.#time;
    const events = this.#event;
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
    const times = this.#time;
    const events = this.#event;
    const places = this.#place;
    const size = this.#size[0];
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
