import type { ClockReading, ClockRule, ClockState } from '@opentocc/contract/clocks';
import type { WorkingCalendar } from '../calendar/index.ts';
import { act } from './act.ts';
import { readClock } from './reading.ts';
import { type ClockEvent, type ClockEvents, standingOf } from './standing.ts';

/** Clocks of one thing by code: "response", "answer", of later rounds "answer:2". */
export type Clocks = ReadonlyMap<string, ClockEvents>;

/** The clocks of one thing while something happens to it, and which events were added. */
export class ClockSet {
  readonly added: { readonly code: string; readonly event: ClockEvent }[] = [];
  readonly #clocks: Map<string, ClockEvents>;

  constructor(
    clocks: Clocks,
    protected readonly calendar: WorkingCalendar,
  ) {
    this.#clocks = new Map(clocks);
  }

  get all(): Clocks {
    return this.#clocks;
  }

  has = (code: string): boolean => this.#clocks.has(code);

  /** Whether it is not ended: it may be paused. */
  isRunning = (code: string): boolean => this.#standing(code)?.ended === null;

  isPaused = (code: string): boolean => {
    const standing = this.#standing(code);
    return standing?.ended === null && standing.paused;
  };

  wasWithdrawn = (code: string): boolean => this.#standing(code)?.ended?.kind === 'withdrawn';

  /** Codes of clocks that wait for somebody. */
  runningCodes = (): string[] => [...this.#clocks.keys()].filter(this.isRunning);

  read(code: string, now_ms: number): ClockReading | undefined {
    const events = this.#clocks.get(code);
    return events && readClock(events, this.calendar, now_ms);
  }

  /**
   * @returns the event as it was added
   * @throws AppError when that is not possible now
   */
  add(code: string, event: ClockEvent): ClockEvent {
    const events = this.#clocks.get(code) ?? [];
    // A clock of the machine that was set back must not keep people from their work.
    const next = { ...event, at_ms: Math.max(event.at_ms, events.at(-1)?.at_ms ?? 0) };
    this.#clocks.set(code, act(events, next, this.calendar));
    this.added.push({ code, event: next });
    return next;
  }

  /** Where it did not begin before. */
  start(code: string, at_ms: number, rule: ClockRule, why: string): void {
    if (!this.has(code)) this.add(code, { kind: 'started', at_ms, rule, why });
  }

  /** Ends those of them that run. */
  finish(codes: readonly string[], at_ms: number, by: string): void {
    for (const code of codes.filter(this.isRunning)) this.add(code, { kind: 'finished', at_ms, by });
  }

  /** Ends those of them that run without judging them. */
  withdraw(codes: readonly string[], at_ms: number, reason: string): void {
    for (const code of codes.filter(this.isRunning)) this.add(code, { kind: 'withdrawn', at_ms, reason });
  }

  /** Where it was ended. */
  reopen(code: string, at_ms: number, reason: string): void {
    if (this.#standing(code)?.ended) this.add(code, { kind: 'reopened', at_ms, reason });
  }

  /** Lets those that were withdrawn for a reason that begins so run again. */
  reopenWithdrawn(words: string, at_ms: number, reason: string): void {
    for (const [code, events] of [...this.#clocks]) {
      const last = events.at(-1);
      if (last?.kind === 'withdrawn' && last.reason.startsWith(words)) this.reopen(code, at_ms, reason);
    }
  }

  #standing(code: string) {
    const events = this.#clocks.get(code);
    return events && standingOf(events);
  }
}

const WAITING: readonly ClockState[] = ['running', 'due_soon', 'overdue'];

/** The clock that is due first, and when; all null where none waits. */
export interface NextDue {
  readonly clock: string | null;
  readonly due_ms: number | null;
  readonly soon_ms: number | null;
}

/** Of clocks that wait: which is due first, and when; what is paused or cannot be said is left out. */
export function nextDue(clocks: Clocks, calendar: WorkingCalendar, now_ms: number): NextDue {
  const due = [...clocks]
    .map(([code, events]) => ({ code, ...readClock(events, calendar, now_ms) }))
    .filter(({ state, due_ms }) => WAITING.includes(state) && due_ms !== null)
    .sort((a, b) => (a.due_ms ?? 0) - (b.due_ms ?? 0))[0];
  return { clock: due?.code ?? null, due_ms: due?.due_ms ?? null, soon_ms: due?.soon_ms ?? null };
}
