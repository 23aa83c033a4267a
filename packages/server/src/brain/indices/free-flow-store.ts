import { sql } from 'kysely';
import type { Db, Migrations } from '../../kit/db.ts';

export const freeFlowMigrations: Migrations = {
  indices_003_slot: {
    async up(db) {
      await sql`
        CREATE TABLE indices_slot (
          network_version text NOT NULL,
          slot_start_ms bigint NOT NULL,
          -- A byte a link: half km/h, 0 without a value.
          speeds bytea NOT NULL,
          PRIMARY KEY (network_version, slot_start_ms)
        )`.execute(db);
    },
  },
};

/** The speeds of all links in one slot of one day. */
export interface Slot {
  readonly slot_start_ms: number;
  readonly speeds: Uint8Array;
}

/** Slots of a network that free-flow speed is measured from. */
export function createFreeFlowStore(db: Db, network_version: string) {
  return {
    /** The first value of a slot stays. */
    async saveSlot({ slot_start_ms, speeds }: Slot): Promise<void> {
      await sql`INSERT INTO indices_slot (network_version, slot_start_ms, speeds)
        VALUES (${network_version}, ${slot_start_ms}, ${Buffer.from(speeds.buffer, speeds.byteOffset, speeds.length)})
        ON CONFLICT DO NOTHING`.execute(db);
    },
    /** Starts of the slots since an instant, oldest first. */
    async listSlotStarts(from_ms: number): Promise<number[]> {
      const { rows } = await sql<Pick<Slot, 'slot_start_ms'>>`SELECT slot_start_ms FROM indices_slot
        WHERE network_version = ${network_version} AND slot_start_ms >= ${from_ms} ORDER BY 1`.execute(db);
      return rows.map(({ slot_start_ms }) => slot_start_ms);
    },
    async listSlots(from_ms: number, to_ms: number): Promise<Slot[]> {
      const { rows } = await sql<Slot>`SELECT slot_start_ms, speeds FROM indices_slot
        WHERE network_version = ${network_version} AND slot_start_ms >= ${from_ms} AND slot_start_ms < ${to_ms}
        ORDER BY slot_start_ms`.execute(db);
      return rows;
    },
    /** Slots of every network that nobody looks at any more. */
    async dropBefore(before_ms: number): Promise<void> {
      await sql`DELETE FROM indices_slot WHERE slot_start_ms < ${before_ms}`.execute(db);
    },
  };
}

export type FreeFlowStore = ReturnType<typeof createFreeFlowStore>;
