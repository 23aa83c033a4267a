import { DOUBLE, type DuckDBType } from '@duckdb/node-api';
import {
  type DatasetCode,
  decodeLinkStates,
  FIX_COLUMNS,
  fixColumns,
  LINK_STATE_COLUMNS,
  networkNumber,
} from '../../base/history/index.ts';

/** How a dataset's blocks become rows, and rows a file. */
export interface DatasetSchema {
  /** Columns of the staging table. Doubles all: a column is then one memory copy, and Parquet's types are cast at the end. */
  readonly staging: readonly { readonly name: string; readonly type: DuckDBType }[];
  /** The columns of a block for the staging table. */
  columnsOf(block: Uint8Array): readonly Float64Array[];
  /** What goes into the file. */
  readonly select: string;
  readonly order: string;
}

const doubles = (names: readonly string[]) => names.map((name) => ({ name, type: DOUBLE as DuckDBType }));

export const SCHEMAS: Record<DatasetCode, DatasetSchema> = {
  fixes: {
    staging: doubles(FIX_COLUMNS),
    columnsOf: fixColumns,
    select: `vehicle::UINTEGER AS vehicle, source::USMALLINT AS source, at_ms::BIGINT AS at_ms,
      received_ms::BIGINT AS received_ms, lon_e7::INTEGER AS lon_e7, lat_e7::INTEGER AS lat_e7,
      speed_dkmh::USMALLINT AS speed_dkmh, direction_deg::USMALLINT AS direction_deg, alarm::UINTEGER AS alarm,
      status::UINTEGER AS status`,
    order: 'vehicle, at_ms, received_ms',
  },
  link_states: {
    staging: doubles(['network', 'window_start_ms', 'window_end_ms', ...LINK_STATE_COLUMNS]),
    columnsOf(block) {
      const { network_version, window_start_ms, window_end_ms, columns } = decodeLinkStates(block);
      const constant = (value: number) => new Float64Array(columns[0].length).fill(value);
      return [
        constant(networkNumber(network_version)),
        constant(window_start_ms),
        constant(window_end_ms),
        ...columns,
      ];
    },
    select: `network::BIGINT AS network, window_start_ms::BIGINT AS window_start_ms,
      window_end_ms::BIGINT AS window_end_ms, link::UINTEGER AS link, speed_kmh::FLOAT AS speed_kmh,
      free_flow_kmh::FLOAT AS free_flow_kmh, samples::USMALLINT AS samples, vehicles::USMALLINT AS vehicles,
      CASE WHEN isnan(half_width_kmh) THEN NULL ELSE half_width_kmh::FLOAT END AS half_width_kmh,
      state::UTINYINT AS state`,
    order: 'link, window_end_ms',
  },
};
