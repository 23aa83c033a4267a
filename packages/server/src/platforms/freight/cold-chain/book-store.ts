import type { GoodsRule, Warehouse } from '@opentocc/contract';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { CertificateRow, EpcisRow, Tables } from './model.ts';
import type { Units } from './reach.ts';

export interface EpcisQuery {
  readonly epcs?: readonly string[] | undefined;
  readonly biz_steps?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly from_ms?: number | undefined;
  readonly to_ms?: number | undefined;
  readonly after: number;
  readonly limit: number;
}

/** Rules, warehouses, certificates and events of others. */
export function booksOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    listRules: (): Promise<GoodsRule[]> =>
      db.selectFrom('cold_chain_rule').selectAll().orderBy('goods_class').orderBy('version').execute(),
    async addRule(row: GoodsRule): Promise<void> {
      await db.insertInto('cold_chain_rule').values(row).execute();
    },
    async addFirstRules(rows: readonly GoodsRule[]): Promise<void> {
      await db
        .insertInto('cold_chain_rule')
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    listWarehouses: (): Promise<Warehouse[]> =>
      db.selectFrom('cold_chain_warehouse').selectAll().orderBy('code').execute(),
    findWarehouse: (code: string): Promise<Warehouse | undefined> =>
      db.selectFrom('cold_chain_warehouse').selectAll().where('code', '=', code).executeTakeFirst(),
    async putWarehouse(row: Warehouse): Promise<void> {
      await db
        .insertInto('cold_chain_warehouse')
        .values(row)
        .onConflict((on) => on.column('code').doUpdateSet(row))
        .execute();
    },
    findCertificate: (code: string): Promise<CertificateRow | undefined> =>
      db.selectFrom('cold_chain_certificate').selectAll().where('code', '=', code).executeTakeFirst(),
    certificatesOf: (consignments: readonly string[]): Promise<CertificateRow[]> =>
      consignments.length === 0
        ? Promise.resolve([])
        : db
            .selectFrom('cold_chain_certificate')
            .selectAll()
            .where('consignment', 'in', consignments)
            .orderBy('issued_ms')
            .execute(),
    async addCertificate(row: CertificateRow): Promise<void> {
      await db.insertInto('cold_chain_certificate').values(row).execute();
    },
    /** @returns false where it was revoked already */
    async revokeCertificate(code: string, revoked_ms: number, revoked_why: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('cold_chain_certificate')
        .set({ revoked_ms, revoked_why })
        .where('code', '=', code)
        .where('revoked_ms', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    /** @returns numbers of the events that are new, by their ids */
    async addEpcis(rows: readonly Omit<EpcisRow, 'id'>[]): Promise<ReadonlyMap<string, number>> {
      const added: { event_id: string; id: number }[] = [];
      for (let from = 0; from < rows.length; from += 200)
        added.push(
          ...(await db
            .insertInto('cold_chain_epcis')
            .values(
              rows.slice(from, from + 200).map((row) => ({
                ...row,
                event: JSON.stringify(row.event),
                epcs: sql<string[]>`${[...row.epcs]}::text[]`,
              })) as never,
            )
            .onConflict((on) => on.column('event_id').doNothing())
            .returning(['event_id', 'id'])
            .execute()),
        );
      return new Map(added.map(({ event_id, id }) => [event_id, id]));
    },
    async addUnjudged(events: readonly number[], units: Units): Promise<void> {
      if (events.length === 0) return;
      await db
        .insertInto('cold_chain_unjudged')
        .values(events.map((event) => ({ event, units: units && [...units] })))
        .execute();
    },
    /** The first event whose temperatures are not judged. */
    findUnjudged: () =>
      db
        .selectFrom('cold_chain_unjudged as u')
        .innerJoin('cold_chain_epcis as e', 'e.id', 'u.event')
        .select(['e.id', 'e.event', 'e.record_ms', 'u.units'])
        .orderBy('e.id')
        .limit(1)
        .executeTakeFirst(),
    async removeUnjudged(event: number): Promise<void> {
      await db.deleteFrom('cold_chain_unjudged').where('event', '=', event).execute();
    },
    queryEpcis: (units: Units, query: EpcisQuery): Promise<EpcisRow[]> =>
      db
        .selectFrom('cold_chain_epcis')
        .selectAll()
        .where('id', '>', query.after)
        .$if(units !== null, (q) => q.where('firm', 'in', units ?? []))
        .$if(query.epcs !== undefined, (q) =>
          q.where(sql<boolean>`epcs && ${[...(query.epcs ?? [])]}::text[]`),
        )
        .$if(query.biz_steps !== undefined, (q) => q.where('biz_step', 'in', query.biz_steps ?? []))
        .$if(query.types !== undefined, (q) => q.where('type', 'in', query.types ?? []))
        .$if(query.from_ms !== undefined, (q) => q.where('event_ms', '>=', query.from_ms ?? 0))
        .$if(query.to_ms !== undefined, (q) => q.where('event_ms', '<', query.to_ms ?? 0))
        .orderBy('id')
        .limit(query.limit)
        .execute(),
  };
}
