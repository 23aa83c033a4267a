import type { FilingContentOf, FilingDocument, FilingStanding, FreightClass } from '@opentocc/contract';
import type { FreightPlace } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Topic } from '../../../kit/topic.ts';
import { type EntryRow, isListed, standingOf } from './model.ts';

/** A firm, truck or driver as other modules ask for it. */
export interface FiledFirm {
  /** Code of its unit. */
  readonly id: string;
  readonly name: string;
  readonly name_en: string;
  readonly region: 'mainland' | 'hong_kong';
  readonly state: FilingStanding;
  readonly reason: string;
}

export interface FiledTruck {
  readonly id: string;
  readonly plate: string;
  readonly plate_colour: number;
  readonly plate_abroad: string | null;
  readonly class: FreightClass;
  readonly firm: string;
  readonly terminal: string;
  /** Its own, or that of its firm where this may not drive. */
  readonly state: FilingStanding;
  readonly reason: string;
  readonly documents: readonly FilingDocument[];
}

export interface FiledDriver {
  readonly id: string;
  /** Masked. */
  readonly name: string;
  readonly licence_class: string;
  readonly firm: string;
  readonly state: FilingStanding;
  readonly reason: string;
  readonly documents: readonly FilingDocument[];
}

/** A place with its name, and its outer ring where it was drawn as an area. */
export interface FiledPlace extends FreightPlace {
  readonly name: string;
  readonly name_en: string;
  readonly firm: string | null;
  readonly capacity: number | null;
  readonly area: readonly (readonly [lon: number, lat: number])[] | null;
}

export interface FiledRoute {
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly points: readonly (readonly [lon: number, lat: number])[];
  readonly limit_kmh: number | null;
}

/** Something on file changed. */
export interface FilingChange {
  readonly kind: EntryRow['kind'];
  readonly id: string;
}

const COLUMNS = ['plate', 'plate_abroad', 'terminal', 'licence_index'] as const;
export type IndexedColumn = (typeof COLUMNS)[number];

/** Every entry in memory: reads are synchronous, and see what is committed. One process writes. */
export class FilingRegister {
  readonly #byId = new Map<string, EntryRow>();
  readonly #ids: Readonly<Record<IndexedColumn, Map<string, Set<string>>>> = {
    ...{ plate: new Map(), plate_abroad: new Map(), terminal: new Map(), licence_index: new Map() },
  };
  #places: readonly FiledPlace[] | null = null;

  constructor(
    private readonly clock: Clock,
    readonly changes: Topic<FilingChange>,
  ) {}

  load(rows: readonly EntryRow[]): void {
    for (const row of rows) this.#put(row);
  }

  /** After its commit. */
  put(row: EntryRow): void {
    // Two changes of one entry may end in another order than they were committed in.
    const before = this.#byId.get(row.id);
    if (before && before.version >= row.version) return;
    this.#put(row);
    this.changes.publish({ kind: row.kind, id: row.id });
  }

  find(id: string): EntryRow | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<EntryRow> {
    return this.#byId.values();
  }

  /** Entries that have a value in a column, whatever their state. */
  having(column: IndexedColumn, value: string): EntryRow[] {
    return [...(this.#ids[column].get(value) ?? [])].flatMap((id) => this.#byId.get(id) ?? []);
  }

  firm(code: string): FiledFirm | undefined {
    const row = this.#byId.get(code);
    if (row?.content.kind !== 'firm') return undefined;
    const { name, name_en, region } = row.content;
    return { ...{ id: row.id, name, name_en, region }, state: this.#standing(row), reason: row.reason };
  }

  truck(id: string): FiledTruck | undefined {
    const row = this.#byId.get(id);
    if (row?.content.kind !== 'truck' || row.firm === null) return undefined;
    const { plate, plate_colour, plate_abroad, class: of, terminal, documents } = row.content;
    return {
      ...{ id, plate, plate_colour, plate_abroad, class: of, firm: row.firm, terminal, documents },
      ...this.#withFirm(row),
    };
  }

  /** By either of its plates: the one on the list, or else the one that was filed last. */
  truckByPlate(plate: string): FiledTruck | undefined {
    const rows = [...this.having('plate', plate), ...this.having('plate_abroad', plate)];
    const best = rows.find(isListed) ?? rows.sort((a, b) => b.filed_ms - a.filed_ms)[0];
    return best && this.truck(best.id);
  }

  truckByTerminal(terminal: string): FiledTruck | undefined {
    const listed = this.having('terminal', terminal).find(isListed);
    return listed && this.truck(listed.id);
  }

  trucksOf(firm: string): FiledTruck[] {
    return this.#of(firm, 'truck').flatMap(({ id }) => this.truck(id) ?? []);
  }

  driver(id: string): FiledDriver | undefined {
    const row = this.#byId.get(id);
    if (row?.content.kind !== 'driver' || row.firm === null) return undefined;
    const { licence_class, documents } = row.content;
    return { ...{ id, name: row.title, licence_class, firm: row.firm, documents }, ...this.#withFirm(row) };
  }

  driversOf(firm: string): FiledDriver[] {
    return this.#of(firm, 'driver').flatMap(({ id }) => this.driver(id) ?? []);
  }

  firms(): FiledFirm[] {
    return [...this.#byId.values()].flatMap(({ kind, id }) => (kind === 'firm' ? (this.firm(id) ?? []) : []));
  }

  /** Ports and places that are on the list; those that are suspended are not among them. */
  places(): readonly FiledPlace[] {
    this.#places ??= [...this.#byId.values()].flatMap((row) => placeOf(row) ?? []);
    return this.#places;
  }

  routes(): FiledRoute[] {
    return [...this.#byId.values()].flatMap(({ id }) => this.route(id) ?? []);
  }

  route(code: string): FiledRoute | undefined {
    const row = this.#byId.get(code);
    if (row?.content.kind !== 'route' || row.state !== 'approved') return undefined;
    const { name, name_en, points, limit_kmh } = row.content;
    return { code, name, name_en, points, limit_kmh };
  }

  #standing(row: EntryRow): FilingStanding {
    return standingOf(row, this.clock.now());
  }

  /** A truck or driver is worth what it is itself, and no more than its firm. */
  #withFirm(row: EntryRow): { state: FilingStanding; reason: string } {
    const own = { state: this.#standing(row), reason: row.reason };
    const firm = this.firm(row.firm ?? '');
    if (own.state !== 'in_order' || !firm || firm.state === 'in_order') return own;
    return { state: firm.state, reason: firm.reason };
  }

  #of(firm: string, kind: EntryRow['kind']): EntryRow[] {
    return [...this.#byId.values()].filter((row) => row.firm === firm && row.kind === kind);
  }

  #put(row: EntryRow): void {
    const before = this.#byId.get(row.id);
    for (const column of COLUMNS) {
      const [was, is] = [before?.[column] ?? null, row[column]];
      if (was !== null && was !== is) this.#ids[column].get(was)?.delete(row.id);
      if (is === null) continue;
      const ids = this.#ids[column].get(is) ?? new Set();
      this.#ids[column].set(is, ids.add(row.id));
    }
    this.#byId.set(row.id, row);
    if (row.kind === 'place') this.#places = null;
  }
}

function placeOf({ id, content, state, place, firm }: EntryRow): FiledPlace | undefined {
  if (content.kind !== 'place' || state !== 'approved' || place === null) return undefined;
  const { place: kind, name, name_en, capacity, area } = content as FilingContentOf<'place'>;
  return { ...{ code: id, kind, name, name_en, firm, capacity, area: area[0] ?? null }, ...place };
}
