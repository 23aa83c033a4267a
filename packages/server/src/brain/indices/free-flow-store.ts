import { sql } from 'kysely';
import type { Db } from '../../kit/db.ts';

/** The speeds of all links in one slot of one day. */
export interface Slot {
  readonly slot_start_ms: number;
  readonly speeds: Uint8Array;
  /** Passes of each link, at most 255; null where they were not counted yet. */
  readonly passes: Uint8Array | null;
}

/** One link in one slot. */
export interface LinkSlot {
  readonly slot_start_ms: number;
  /** As the byte of a slot says it. */
  readonly speed: number;
  readonly passes: number | null;
}

/** Slots of a network that free-flow speed is measured from. */
export function createFreeFlowStore(db: Db, network_version: string) {
  return {
    /** The first value of a slot stays. */
    async saveSlot({ slot_start_ms, speeds, passes }: Slot): Promise<void> {
      await sql`INSERT INTO indices_slot (network_version, slot_start_ms, speeds, passes)
        VALUES (${network_version}, ${slot_start_ms}, ${bytesOf(speeds)}, ${passes && bytesOf(passes)})
        ON CONFLICT DO NOTHING`.execute(db);
    },
    /** Starts of the slots since an instant, oldest first. */
    async listSlotStarts(from_ms: number): Promise<number[]> {
      const { rows } = await sql<Pick<Slot, 'slot_start_ms'>>`SELECT slot_start_ms FROM indices_slot
        WHERE network_version = ${network_version} AND slot_start_ms >= ${from_ms} ORDER BY 1`.execute(db);
      return rows.map(({ slot_start_ms }) => slot_start_ms);
    },
    async listSlots(from_ms: number, to_ms: number): Promise<Slot[]> {
      const { rows } = await sql<Slot>`SELECT slot_start_ms, speeds, passes FROM indices_slot
        WHERE network_version = ${network_version} AND slot_start_ms >= ${from_ms} AND slot_start_ms < ${to_ms}
        ORDER BY slot_start_ms`.execute(db);
      return rows;
    },
    /** The slots that start at these instants, as far as they are stored, oldest first. */
    async listSlotsAt(starts_ms: readonly number[]): Promise<Slot[]> {
      const { rows } = await sql<Slot>`SELECT slot_start_ms, speeds, passes FROM indices_slot
        WHERE network_version = ${network_version} AND slot_start_ms = ANY(${[...starts_ms]}::bigint[])
        ORDER BY slot_start_ms`.execute(db);
      return rows;
    },
    /** One link's slots in [from_ms, to_ms), oldest first; those in which nobody drove it are left out. */
    async listLinkSlots(link: number, from_ms: number, to_ms: number): Promise<LinkSlot[]> {
      const { rows } = await sql<LinkSlot>`
        SELECT slot_start_ms, get_byte(speeds, ${link}) AS speed, get_byte(passes, ${link}) AS passes
        FROM indices_slot
        WHERE network_version = ${network_version} AND slot_start_ms >= ${from_ms} AND slot_start_ms < ${to_ms}
          AND get_byte(speeds, ${link}) > 0
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

const bytesOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);
