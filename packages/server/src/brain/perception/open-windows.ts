import { addInto, type TravelSums } from '@opentocc/core/traffic';
import type { Logger } from '../../kit/log.ts';

/** A window for which some workers have not answered yet. */
interface OpenWindow {
  readonly asked_ms: number;
  readonly end_ms: number;
  sums: TravelSums | null;
  missing: number;
}

export interface OpenWindowsDeps {
  readonly log: Logger;
  /** How long all threads are waited for. */
  readonly patience_ms: number;
  /** Asks the threads for a window by the number of the question. @returns how many will answer */
  readonly ask: (end_ms: number, question: number) => number;
  readonly onComplete: (sums: TravelSums) => void;
}

/** Windows that were asked for: their parts are added up until all threads have answered. */
export class OpenWindows {
  /** By number of the question. */
  private readonly windows = new Map<number, OpenWindow>();
  private question = 0;

  constructor(private readonly deps: OpenWindowsDeps) {}

  ask(end_ms: number, now_ms: number): void {
    const missing = this.deps.ask(end_ms, ++this.question);
    if (missing > 0) this.windows.set(this.question, { asked_ms: now_ms, end_ms, sums: null, missing });
  }

  /** Goes on without threads that do not answer. */
  giveUp(now_ms: number): void {
    const { log, patience_ms, onComplete } = this.deps;
    for (const [number, { asked_ms, missing, sums, end_ms }] of this.windows) {
      if (now_ms - asked_ms < patience_ms) continue;
      this.windows.delete(number);
      log.warn({ end_ms, missing }, 'a window is published without matching threads that did not answer');
      if (sums) onComplete(sums);
    }
  }

  gather(number: number, sums: TravelSums): void {
    const window = this.windows.get(number);
    if (!window) return;
    if (window.sums) addInto(window.sums, sums);
    else window.sums = sums;
    if (--window.missing > 0) return;
    this.windows.delete(number);
    this.deps.onComplete(window.sums);
  }
}
