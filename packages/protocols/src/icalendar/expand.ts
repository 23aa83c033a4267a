import ICAL from 'ical.js';
import { instantOf, isUtc, wallTime, zoneNamed } from './zones.ts';

export interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

export interface Occurrence extends Span {
  readonly all_day: boolean;
}

/** Steps of recurrences that may still be made. */
export interface Budget {
  steps: number;
}

export type ExpandFault = 'no_begin' | 'no_end' | 'zone' | 'too_many' | 'range' | 'no_summary';

/** An event of a file, with what is needed of it. */
export class FileEvent {
  readonly faults: ExpandFault[] = [];

  constructor(
    readonly component: ICAL.Component,
    /** Line of the file where it begins, from 1. */
    readonly line: number,
    /** Where a time names no zone. */
    private readonly zone: string,
  ) {}

  text(name: string): string {
    return String(this.component.getFirstPropertyValue(name) ?? '').trim();
  }

  get uid(): string {
    return this.text('uid') || `line-${this.line}`;
  }

  get sequence(): number {
    return Number(this.text('sequence')) || 0;
  }

  get isCancelled(): boolean {
    return this.text('status').toUpperCase() === 'CANCELLED';
  }

  /** Which occurrence of its event this one replaces, UTC ms; null for an event of its own. */
  get replaces_ms(): number | null {
    const property = this.component.getFirstProperty('recurrence-id');
    if (!property) return null;
    if (property.getParameter('range')) this.faults.push('range');
    return this.#instant(property, property.getFirstValue() as ICAL.Time);
  }

  /** When it takes place within a span; edited occurrences are left out. */
  occurrences(span: Span, replaced: ReadonlySet<number>, budget: Budget): Occurrence[] {
    const begin = this.component.getFirstProperty('dtstart');
    const start = begin?.getFirstValue() as ICAL.Time | undefined;
    if (!begin || !start?.year) return this.#fail('no_begin');
    const length = this.#length(begin, start);
    if (!length) return this.#fail('no_end');
    const days = start.isDate;
    return this.#begins(begin, start, span, budget)
      .filter((from_ms) => !replaced.has(from_ms))
      .map((from_ms) => ({ from_ms, to_ms: from_ms + length, all_day: days }))
      .filter(({ from_ms, to_ms }) => from_ms < span.to_ms && to_ms > span.from_ms);
  }

  #fail(fault: ExpandFault): [] {
    this.faults.push(fault);
    return [];
  }

  /** ms; undefined where it has no end, or one that is not after its begin. */
  #length(begin: ICAL.Property, start: ICAL.Time): number | undefined {
    const end = this.component.getFirstProperty('dtend');
    if (end)
      return positive(this.#instant(end, end.getFirstValue() as ICAL.Time) - this.#instant(begin, start));
    const duration = this.component.getFirstPropertyValue('duration') as ICAL.Duration | null;
    if (duration) return positive(duration.toSeconds() * 1000);
    return start.isDate ? 86_400_000 : undefined;
  }

  /** Begins up to the end of the span, UTC ms. */
  #begins(begin: ICAL.Property, start: ICAL.Time, span: Span, budget: Budget): number[] {
    const rules = this.component.getAllProperties('rrule');
    const first_ms = this.#instant(begin, start);
    if (rules.length === 0 && !this.component.hasProperty('rdate')) return [first_ms];
    const zone = this.#zoneOf(begin);
    for (const rule of rules) {
      const recur = rule.getFirstValue() as ICAL.Recur;
      // The end of a rule is written in UTC; occurrences are stepped in wall time.
      if (recur.until && isUtc(recur.until) && !start.isDate)
        recur.until = wallTime(instantOf(recur.until, zone), zone);
    }
    const skipped = new Set(
      this.component
        .getAllProperties('exdate')
        .flatMap((property) =>
          property.getValues().map((time) => this.#instant(property, time as ICAL.Time)),
        ),
    );
    const begins: number[] = [];
    const steps = new ICAL.RecurExpansion({ component: this.component, dtstart: start });
    for (;;) {
      if (budget.steps-- <= 0) return this.#fail('too_many');
      const next = steps.next();
      if (!next) return begins;
      const at_ms = this.#instant(begin, next);
      if (at_ms >= span.to_ms) return begins;
      if (!skipped.has(at_ms)) begins.push(at_ms);
    }
  }

  #instant(property: ICAL.Property, time: ICAL.Time): number {
    return instantOf(time, this.#zoneOf(property));
  }

  #zoneOf(property: ICAL.Property): string {
    const named = property.getFirstParameter('tzid');
    const zone = zoneNamed(named);
    if (named && !zone && !this.faults.includes('zone')) this.faults.push('zone');
    return zone ?? this.zone;
  }
}

const positive = (length_ms: number) => (length_ms > 0 ? length_ms : undefined);
