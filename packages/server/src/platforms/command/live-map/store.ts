import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

/** Where a vehicle was at its last accepted fix. */
export interface LastPlace {
  readonly vehicle: number;
  /** Time of the fix, UTC ms. */
  readonly fix_ms: number;
  /** Degrees WGS-84. */
  readonly lon: number;
  readonly lat: number;
  /** Link of the network of this version; null when it was on none. */
  readonly link: number | null;
  readonly network_version: string;
}

interface Tables {
  live_map_last_place: LastPlace;
}

/** The only SQL of the module. */
export function createLastPlaceStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    list: (): Promise<LastPlace[]> => db.selectFrom('live_map_last_place').selectAll().execute(),
    /** Brings the places of these vehicles up to date, in one statement; a newer one stays. */
    async save(places: readonly LastPlace[]): Promise<void> {
      const column = <T>(of: (place: LastPlace) => T): T[] => places.map(of);
      await sql`
        INSERT INTO live_map_last_place AS known (vehicle, fix_ms, lon, lat, link, network_version)
        SELECT * FROM unnest(${column(({ vehicle }) => vehicle)}::bigint[], ${column(({ fix_ms }) => fix_ms)}::bigint[],
                    ${column(({ lon }) => lon)}::float8[], ${column(({ lat }) => lat)}::float8[],
                    ${column(({ link }) => link)}::bigint[],
                    ${column(({ network_version }) => network_version)}::text[])
        ON CONFLICT (vehicle) DO UPDATE
          SET fix_ms = excluded.fix_ms, lon = excluded.lon, lat = excluded.lat, link = excluded.link,
              network_version = excluded.network_version
          WHERE excluded.fix_ms >= known.fix_ms`.execute(db);
    },
    async forget(before_ms: number): Promise<void> {
      await db.deleteFrom('live_map_last_place').where('fix_ms', '<', before_ms).execute();
    },
  };
}

export type LastPlaceStore = ReturnType<typeof createLastPlaceStore>;
