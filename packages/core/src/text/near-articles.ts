/** Articles to which a question of the past is lent: those most like the one that answered it. */
export const NEAR = 16;

/** Slots of the articles most like one, and how like they are: 1 is as like as it is to itself. */
interface Near {
  readonly slots: Uint32Array;
  readonly like: Float32Array;
}

const NONE: Near = { slots: new Uint32Array(), like: new Float32Array() };

/** What the likeness of a question of the past is worth for an article. */
export interface LentWorth {
  /** Of all questions that it and its like answered, together. */
  readonly sum: number;
  /** Of the best of them, and of the best when each counts as much as the articles are alike. */
  readonly most: number;
  readonly most_alike: number;
}

/** Which articles are like which, by slot; looked for one by one. */
export class NearArticles {
  readonly #near: (Near | undefined)[] = [];

  set(slot: number, found: readonly { readonly slot: number; readonly like: number }[]): void {
    const few = found.slice(0, NEAR);
    this.#near[slot] = {
      slots: Uint32Array.from(few, (one) => one.slot),
      like: Float32Array.from(few, (one) => one.like),
    };
  }

  /** Forgets an article, and the lists in which it stands: its slot may become another's. @returns slots without a list now */
  forget(slot: number): number[] {
    const forgotten: number[] = [];
    for (const [other, near] of this.#near.entries()) {
      if (other !== slot && !near?.slots.includes(slot)) continue;
      this.#near[other] = undefined;
      forgotten.push(other);
    }
    return forgotten;
  }

  /** The best likeness among an article and its like. @param own as of {@link addLent} */
  most(slot: number, own: Float64Array): number {
    let most = own[slot];
    for (const other of this.#near[slot]?.slots ?? []) most = Math.max(most, own[other]);
    return most;
  }

  /**
   * Adds what questions of the past say for every article. What answered once may fit that one question alone: only what answered again
   * speaks for itself, others speak for their like.
   * @param own by slot: how like the new question those are that it answered. @param answered by slot: how many it answered
   */
  addLent(scores: Float64Array, own: Float64Array, answered: Uint32Array, worth: LentWorth): void {
    for (let slot = 0; slot < scores.length; slot++) {
      const itself = answered[slot] > 1 ? own[slot] : 0;
      let [sum, most, most_alike] = [itself, itself, itself];
      const near = this.#near[slot] ?? NONE;
      for (let i = 0; i < near.slots.length; i++) {
        const lent = own[near.slots[i]];
        sum += lent;
        most = Math.max(most, lent);
        most_alike = Math.max(most_alike, lent * near.like[i]);
      }
      scores[slot] += worth.sum * sum + worth.most * most + worth.most_alike * most_alike;
    }
  }
}
