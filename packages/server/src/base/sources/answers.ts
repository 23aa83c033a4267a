import { after, type ErrorLog } from '../../kit/unattended.ts';

/** What acknowledges messages of a terminal once they are durable: a connection. */
export interface AckTarget {
  /** Answers the next messages, oldest first: serial and id of each, in pairs, valid during the call. */
  acknowledge(serials_and_ids: readonly number[]): void;
}

/** Messages that are to be acknowledged, in the order received; columns, because there is one for each frame. */
export class Acks {
  readonly targets: AckTarget[] = [];
  /** Serial and id of each, in pairs. */
  readonly serials_and_ids: number[] = [];

  add(target: AckTarget, serial: number, id: number): void {
    this.targets.push(target);
    this.serials_and_ids.push(serial, id);
  }
}

export interface AnswersLimits {
  /** Answers that wait below which they go at once. */
  readonly few: number;
  /** Time for which more than a few are buffered, ms. */
  readonly together_ms: number;
}

/**
 * Answers to messages that are durable. A write to a socket costs more than all else that is done for a frame, so when
 * many terminals report, answers are buffered for a moment and each terminal gets all of its own in one write;
 * terminals wait ten seconds and more for an answer. When few report they go at once.
 */
export class Answers {
  #waiting = 0;
  /** By target, serial and id of each of its messages, in pairs. */
  readonly #due = new Map<AckTarget, number[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: AnswersLimits,
    private readonly log: ErrorLog,
  ) {}

  /** Takes messages that have become durable. */
  give({ targets, serials_and_ids }: Acks): void {
    for (let i = 0; i < targets.length; i++) {
      const target = targets[i];
      let due = this.#due.get(target);
      if (!due) {
        due = [];
        this.#due.set(target, due);
      }
      due.push(serials_and_ids[2 * i], serials_and_ids[2 * i + 1]);
    }
    this.#waiting += targets.length;
    if (this.#waiting < this.limits.few) this.flush();
    else this.#timer ??= after(this.limits.together_ms, this.log, 'answer terminals', () => this.flush());
  }

  /** Sends all that wait. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = 0;
    for (const [target, due] of this.#due) {
      // Once, whatever becomes of it: a platform takes a second count for positions that are not stored yet.
      this.#due.delete(target);
      this.#acknowledge(target, due);
    }
  }

  /** A fault in one connection does not concern the others. */
  #acknowledge(target: AckTarget, due: readonly number[]): void {
    try {
      target.acknowledge(due);
    } catch (err) {
      this.log.error({ err }, 'what is durable could not be acknowledged');
    }
  }
}
