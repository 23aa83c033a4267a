/** Passages of followed vehicles over whole links, in the order in which each vehicle makes them; columns. */
export interface Passages {
  readonly length: number;
  /** Place of the follower in its roster. */
  readonly follower: Uint32Array;
  readonly link: Uint32Array;
  /** UTC ms. A gap before the next passage of the same follower is a rest at the end of the link. */
  readonly enter_ms: Float64Array;
  readonly leave_ms: Float64Array;
  /** Of it at a stop of its own. */
  readonly dwell_ms: Uint32Array;
}

/** Passages until an instant: nothing before it comes later. */
export interface PassageBatch extends Passages {
  readonly until_ms: number;
}

/** Collects passages into columns. */
export class PassageRows {
  #follower: number[] = [];
  #link: number[] = [];
  #enter_ms: number[] = [];
  #leave_ms: number[] = [];
  #dwell_ms: number[] = [];

  add(follower: number, link: number, enter_ms: number, leave_ms: number, dwell_ms: number): void {
    this.#follower.push(follower);
    this.#link.push(link);
    this.#enter_ms.push(enter_ms);
    this.#leave_ms.push(leave_ms);
    this.#dwell_ms.push(dwell_ms);
  }

  /** What was added since the last call. */
  take(until_ms: number): PassageBatch {
    const batch = {
      until_ms,
      length: this.#link.length,
      follower: Uint32Array.from(this.#follower),
      link: Uint32Array.from(this.#link),
      enter_ms: Float64Array.from(this.#enter_ms),
      leave_ms: Float64Array.from(this.#leave_ms),
      dwell_ms: Uint32Array.from(this.#dwell_ms),
    };
    for (const column of [this.#follower, this.#link, this.#enter_ms, this.#leave_ms, this.#dwell_ms])
      column.length = 0;
    return batch;
  }
}
