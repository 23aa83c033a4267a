import type {
  Case,
  CaseBrief,
  CaseCounts,
  CaseLink,
  CaseList,
  CaseSearch,
  RevealedAsker,
} from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { Askers } from './askers.ts';
import type { BoardRow, CaseBoard } from './board.ts';
import type { CaseQuery } from './case-index.ts';
import { casesErrors } from './errors.ts';
import { headOf, linesOf } from './export-csv.ts';
import { linkForm, type PlateOf } from './links.ts';
import { everywhere, extentOf, type Reach, reachesAll, reachOf, reachOfExtent } from './reach.ts';
import { type CaseReader, shownRow } from './reader.ts';
import type { Recorder } from './recording.ts';
import type { CaseStore } from './store.ts';
import type { Taxonomy } from './taxonomy.ts';
import type { CaseUnits } from './units.ts';

export interface LookingDeps {
  readonly store: CaseStore;
  readonly board: CaseBoard;
  readonly reader: CaseReader;
  readonly askers: Askers;
  readonly units: CaseUnits;
  readonly taxonomy: Pick<Taxonomy, 'withMerged'>;
  readonly clock: Clock;
  readonly record: Recorder;
  readonly plateOf: PlateOf;
}

const MOST_EXPORTED = 20_000;
/** Rows that are exported between two turns of others. */
const EXPORTED_AT_ONCE = 500;
const MOST_OF_LINK = 200;

export const readable = ({ session }: Acting): Reach => reachOf(session, 'cases:read');

/** What people see of cases, as far as they reach. */
export function createLooking(deps: LookingDeps) {
  const { store, board, reader, askers, units, taxonomy, clock, record } = deps;

  async function search(acting: Acting, { offset, limit, ...filter }: CaseSearch) {
    const categories = filter.category === undefined ? null : taxonomy.withMerged(filter.category);
    const reached = reachedBy(acting, filter.view);
    const found = await board.search({ filter, categories, ...reached }, { offset, limit });
    return { ...found, reach: reachOfExtent(reached.extent) };
  }

  /** In the order of the numbers; who may not read one any more does not get it. */
  async function briefsOf(ids: readonly number[], reach: Reach): Promise<CaseBrief[]> {
    const known = new Map(ids.map((id) => [id, board.find(id)]));
    for (const row of await store.listShown(ids.filter((id) => !known.get(id)))) {
      known.set(row.id, shownRow(row));
      board.remember(shownRow(row));
    }
    const all = ids.map((id) => known.get(id));
    return reader.briefs(all.filter((row): row is BoardRow => row !== undefined && reach(row)));
  }

  const casesOf = async (acting: Acting, given: CaseLink): Promise<CaseBrief[]> =>
    briefsOf(
      // Who reaches few finds theirs, however many newer ones of others there are.
      await store.links.casesOf(linkForm(given), extentOf(acting.session, 'cases:read'), MOST_OF_LINK),
      readable(acting),
    );

  return {
    async list(acting: Acting, query: CaseSearch): Promise<CaseList> {
      const { total, ids, reach } = await search(acting, query);
      return { total, cases: await briefsOf(ids, reach) };
    },
    async exportCsv(acting: Acting, query: Omit<CaseSearch, 'offset' | 'limit'>): Promise<string> {
      const { ids, reach } = await search(acting, { ...query, offset: 0, limit: MOST_EXPORTED });
      const { language } = acting.session;
      let table = headOf(language);
      for (let from = 0; from < ids.length; from += EXPORTED_AT_ONCE)
        table += linesOf(await briefsOf(ids.slice(from, from + EXPORTED_AT_ONCE), reach), language);
      return table;
    },
    async counts(acting: Acting): Promise<CaseCounts> {
      const { units: by_unit, ...counts } = board.counts(extentOf(acting.session, 'cases:read'), clock.now());
      const names = await units.names();
      const rows = [...by_unit].map(([unit, of]) => ({
        unit,
        name: names.get(unit) ?? { zh: unit, en: unit },
        ...of,
      }));
      return {
        ...counts,
        units: rows.sort((a, b) => b.red - a.red || b.yellow - a.yellow || b.open - a.open),
      };
    },
    get: (acting: Acting, id: number): Promise<Case> => reader.get(readable(acting), id, acting.session),
    casesOf,
    /**
     * @param area within which the reader sees vehicles
     * @throws AppError when there is no such vehicle, or it is outside the area
     */
    casesOfVehicle: async (acting: Acting, vehicle: number, area: Area): Promise<CaseBrief[]> =>
      casesOf(acting, { kind: 'vehicle', ref: deps.plateOf(vehicle, area) }),
    /** Earlier cases of a number, before there is a case. That somebody looked stands on record, the number does not. */
    async earlierOf(acting: Acting, phone: string): Promise<CaseBrief[]> {
      if (!reachesAll(acting.session, 'cases:take')) throw kitErrors.out_of_area();
      const found = await reader.earlierByIndex(await askers.indexOf(phone));
      await record(acting, null, 'cases.earlier', { found: found.length });
      return found;
    },
    /** Who asks, once it is on record who looked and why. */
    async reveal(acting: Acting, id: number, reason: string): Promise<RevealedAsker> {
      const row = await reader.require(reachOf(acting.session, 'cases:reveal'), id);
      if (row.secret && !reachesAll(acting.session, 'cases:reveal')) throw casesErrors.secret_reveal();
      const sealed = await store.askers.find(id);
      if (!sealed) throw casesErrors.no_asker();
      await record(acting, id, 'cases.reveal', { reason });
      return askers.open(sealed);
    },
    /** How who asked is reached, in full: for messages and visits, never for a screen. */
    async contactOf(id: number): Promise<(RevealedAsker & { readonly answer_by: string }) | undefined> {
      const [row, sealed] = await Promise.all([store.find(id), store.askers.find(id)]);
      return row && sealed && { ...(await askers.open(sealed)), answer_by: row.answer_by };
    },
    /** The case as the platform itself reads it. */
    read: (id: number): Promise<Case> => reader.get(everywhere, id, null),
  };
}

/** How far somebody searches; what waits for them waits for the hotline or for their units. */
function reachedBy({ session }: Acting, view: CaseSearch['view']): Pick<CaseQuery, 'extent' | 'waits'> {
  if (view !== 'mine') return { extent: extentOf(session, 'cases:read'), waits: null };
  if (reachesAll(session, 'cases:take')) return { extent: extentOf(session, 'cases:read'), waits: 'hotline' };
  return { extent: extentOf(session, 'cases:handle'), waits: 'unit' };
}
