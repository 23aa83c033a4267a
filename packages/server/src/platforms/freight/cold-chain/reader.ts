import type { Bilingual, ColdWarning, Consignment, Warehouse } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import type { Certificates } from './certificates.ts';
import { coldErrors } from './errors.ts';
import type { ConsignmentRow, Followed, WarningRow } from './model.ts';
import { reaches, type Units } from './reach.ts';
import type { ColdStore, ConsignmentQuery } from './store.ts';

/** Points of a temperature chart: two days at a minute each. */
const MOST_READINGS = 2880;

export interface ReaderDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly certificates: Pick<Certificates, 'shown'>;
  readonly followed: Followed;
  readonly namesOf: () => Promise<ReadonlyMap<string, Bilingual>>;
}

/** Consignments and warnings as screens show them. */
export function createReader({ store, clock, certificates, followed, namesOf }: ReaderDeps) {
  async function read(rows: readonly ConsignmentRow[]): Promise<Consignment[]> {
    const ids = rows.map(({ id }) => id);
    const [warnings, certified, warehouses, names] = await Promise.all([
      store.warningsOf(ids).then((all) => groupBy(all, ({ consignment }) => consignment)),
      store.certificatesOf(ids).then((all) => groupBy(all, ({ consignment }) => consignment)),
      ...([store.listWarehouses(), namesOf()] as const),
    ]);
    const places = new Map(warehouses.map((one) => [one.code, one.name]));
    return rows.map((row) => {
      const certificate = (certified.get(row.id) ?? []).at(-1);
      return {
        ...shownOf(row, clock.now()),
        firm_name: names.get(row.firm) ?? same(row.firm),
        warehouse_name: places.get(row.warehouse) ?? same(row.warehouse),
        place: followed.lastFix(row.truck) ?? null,
        open_warnings: (warnings.get(row.id) ?? []).filter(({ closed_ms }) => closed_ms === null).length,
        certificate: certificate ? certificates.shown(certificate) : null,
      };
    });
  }

  async function get(units: Units, id: string): Promise<ConsignmentRow> {
    const row = await store.find(id);
    const unit = row && (await store.findWarehouse(row.warehouse))?.unit;
    if (!row || !reaches(units, row, unit)) throw coldErrors.unknown({ id });
    return row;
  }

  async function warningsAs(rows: readonly WarningRow[]): Promise<ColdWarning[]> {
    const [names, consignments] = await Promise.all([
      namesOf(),
      Promise.all([...new Set(rows.map(({ consignment }) => consignment))].map((id) => store.find(id))),
    ]);
    const of = new Map(consignments.flatMap((row) => (row ? [[row.id, row] as const] : [])));
    return rows.flatMap((row) => {
      const consignment = of.get(row.consignment);
      return consignment ? [warningOf(row, consignment, names)] : [];
    });
  }

  return {
    read,
    get,
    async one(units: Units, id: string): Promise<Consignment> {
      return (await read([await get(units, id)]))[0];
    },
    async list(units: Units, query: ConsignmentQuery & { offset: number; limit: number }) {
      const [rows, total] = await Promise.all([
        store.list(units, query, query.offset, query.limit),
        store.count(units, query),
      ]);
      return { consignments: await read(rows), total };
    },
    async sheet(units: Units, id: string) {
      const row = await get(units, id);
      const [[consignment], events, warnings] = await Promise.all([
        ...([read([row]), store.eventsOf(id), store.warningsOf([id]).then(warningsAs)] as const),
      ]);
      return {
        ...consignment,
        events: events.map(({ at_ms, kind, actor, text }) => ({ at_ms, kind, by: actor, text })),
        warnings,
      };
    },
    async readings(units: Units, id: string) {
      await get(units, id);
      const rows = await store.readingsOf(id, MOST_READINGS);
      return rows
        .map(({ at_ms, temperature_c, door_open }) => ({ at_ms, temperature_c, door_open }))
        .reverse();
    },
    async warnings(units: Units, open: boolean, offset: number, limit: number) {
      const [rows, total] = await Promise.all([
        store.listWarnings(units, open, offset, limit),
        store.countWarnings(units, open),
      ]);
      return { warnings: await warningsAs(rows), total };
    },
    async warning(id: number): Promise<ColdWarning> {
      const row = await store.findWarning(id);
      const [found] = row ? await warningsAs([row]) : [];
      if (!found) throw coldErrors.unknown_warning({ id });
      return found;
    },
    async slots(warehouse: Warehouse, from_ms: number) {
      const begin_ms = Math.floor(from_ms / HOUR_MS) * HOUR_MS;
      const booked = await store.bookedBySlot(warehouse.code, begin_ms, begin_ms + 48 * HOUR_MS);
      return Array.from({ length: 48 }, (_, i) => {
        const at_ms = begin_ms + i * HOUR_MS;
        const taken = booked.get(at_ms) ?? 0;
        const free = Math.max(0, warehouse.trucks_per_hour - taken);
        return { from_ms: at_ms, to_ms: at_ms + HOUR_MS, booked: taken, free };
      });
    },
  };
}

export type Reader = ReturnType<typeof createReader>;

const same = (code: string): Bilingual => ({ zh: code, en: code });

function shownOf(row: ConsignmentRow, now_ms: number) {
  const { supervision, declared_by: _, ...shown } = row;
  const late_ms = row.fetch_by_ms === null ? 0 : (row.left_ms ?? now_ms) - row.fetch_by_ms;
  return {
    ...shown,
    lots: [...row.lots],
    settings: { ...row.settings, rules: [...row.settings.rules] },
    storage_h: Math.max(0, Math.ceil(late_ms / HOUR_MS)),
    last: supervision.last,
    sensor_lost_since_ms: supervision.lost_since_ms,
  };
}

function warningOf(
  { what: _, ...row }: WarningRow,
  { firm, goods, truck }: ConsignmentRow,
  names: ReadonlyMap<string, Bilingual>,
): ColdWarning {
  return { ...row, firm, firm_name: names.get(firm) ?? same(firm), goods, truck };
}
