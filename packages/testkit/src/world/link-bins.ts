import type { SimObserver } from '@opentocc/core/simulation';

/** Length of the bins of a record, s. */
export const BIN_S = 300;

/** One bin; columns by link. */
export interface LinkBin {
  readonly entered: Uint16Array;
  readonly left: Uint16Array;
  /** Sum of the times of those who left, s. */
  readonly travel_s: Float32Array;
  /** Vehicles on the link at the end of the bin. */
  readonly standing: Uint16Array;
}

/** Passages and times of all links by bins of five minutes, gathered while a day runs. */
export class LinkBins implements SimObserver {
  readonly #entered_s: Float64Array;
  #open: LinkBin;
  #last: LinkBin;

  constructor(link_count: number, vehicle_count: number) {
    this.#entered_s = new Float64Array(vehicle_count);
    this.#open = emptyBin(link_count);
    this.#last = emptyBin(link_count);
  }

  /** The bin that was closed last; the one after it overwrites it. */
  get last(): LinkBin {
    return this.#last;
  }

  /** When a vehicle entered the link on which it is, s. */
  enteredAt_s(vehicle: number): number {
    return this.#entered_s[vehicle];
  }

  enter(link: number, vehicle: number, at_s: number): void {
    this.#open.entered[link]++;
    this.#open.standing[link]++;
    this.#entered_s[vehicle] = at_s;
  }

  leave(link: number, vehicle: number, at_s: number): void {
    this.#open.left[link]++;
    this.#open.standing[link]--;
    this.#open.travel_s[link] += at_s - this.#entered_s[vehicle];
  }

  /** Ends the open bin. */
  close(): void {
    const next = this.#last;
    this.#last = this.#open;
    this.#open = next;
    next.entered.fill(0);
    next.left.fill(0);
    next.travel_s.fill(0);
    next.standing.set(this.#last.standing);
  }
}

function emptyBin(links: number): LinkBin {
  return {
    entered: new Uint16Array(links),
    left: new Uint16Array(links),
    travel_s: new Float32Array(links),
    standing: new Uint16Array(links),
  };
}
