import type { Bilingual } from '@opentocc/contract';
import type { TripChange } from './door.ts';
import { type EventRow, type PermitRow, type TripRow, tripOf, type Written } from './model.ts';
import type { TripRoll } from './roll.ts';

/**
 * What decisions of one batch did to the roll, which shows each of them to the next at once; all of it is written together.
 * A decision looks before it changes anything: one that throws has changed nothing.
 */
export class Draft {
  readonly #bases = new Map<string, number>();
  readonly #events: EventRow[] = [];
  readonly #permits = new Map<string, PermitRow>();
  readonly #kinds = new Map<string, TripChange['kind']>();

  constructor(
    readonly roll: TripRoll,
    readonly now_ms: number,
  ) {}

  add(row: TripRow, kind: EventRow['kind'], text: Bilingual, by: string): void {
    this.#bases.set(row.id, 0);
    this.roll.put(row);
    this.#noted(row.id, kind, text, by, 'declared');
  }

  /** @returns the trip as it is now */
  set(
    { id }: Pick<TripRow, 'id'>,
    part: Partial<TripRow>,
    [kind, text, by, change]: readonly [EventRow['kind'], Bilingual, string, TripChange['kind']],
  ): TripRow {
    const before = this.roll.require(id);
    if (!this.#bases.has(id)) this.#bases.set(id, before.version);
    const row = { ...before, ...part, version: before.version + 1 };
    this.roll.put(row);
    this.#noted(id, kind, text, by, change);
    return row;
  }

  /** Its permit, with the change by which it gets it. */
  give(id: string, permit: string): void {
    this.roll.put({ ...this.roll.require(id), permit });
  }

  putPermit(row: PermitRow): void {
    this.#permits.set(row.number, row);
    this.roll.putPermit(row);
  }

  get isEmpty(): boolean {
    return this.#bases.size === 0 && this.#permits.size === 0;
  }

  written(): Written {
    const touched = [...this.#bases].map(([id, base]) => ({ row: this.roll.require(id), base }));
    return {
      added: touched.filter(({ base }) => base === 0).map(({ row }) => row),
      changed: touched.filter(({ base }) => base > 0),
      ...{ events: this.#events, permits: [...this.#permits.values()] },
    };
  }

  /** What others hear of, once it is written. */
  changes(): TripChange[] {
    return [...this.#kinds].map(([id, kind]) => ({ kind, trip: tripOf(this.roll.require(id)) }));
  }

  #noted(
    trip: string,
    kind: EventRow['kind'],
    text: Bilingual,
    by: string,
    change: TripChange['kind'],
  ): void {
    this.#events.push({ trip, at_ms: this.now_ms, by, kind, text });
    // Of a trip that was declared and seated in one batch, others hear that it was declared.
    if (this.#kinds.get(trip) !== 'declared' || change === 'called_off' || change === 'ended')
      this.#kinds.set(trip, change);
  }
}
