/**
 * A batch of vehicle position reports (fixes) as parallel columns: the unit that crosses every thread, process and
 * durable border of the telemetry path. Rows are in arrival order, so the rows of one vehicle are in the order in
 * which its terminal sent them. Columns rather than objects: 10,000 objects of this shape cost about 1.2 MB and a
 * structured clone; the columns cost 360 kB and move by transfer.
 */
export interface FixBatch {
  /** Number of rows in use; every column has at least this length. */
  readonly length: number;
  /** Vehicle id of the registry (`base/sources`), never a phone number. */
  readonly vehicle: Uint32Array;
  /** Source id of the registry. */
  readonly source: Uint16Array;
  /** Time of the fix by the terminal's clock, UTC ms. */
  readonly at_ms: Float64Array;
  /** Time at which the gateway read the frame, UTC ms. */
  readonly received_ms: Float64Array;
  /** Longitude as reported, degrees in the datum of the source. */
  readonly lon: Float64Array;
  /** Latitude as reported, degrees in the datum of the source. */
  readonly lat: Float64Array;
  /** Speed as reported, 0.1 km/h (JT/T 808 unit), 0–2200; 65535 = not stated. */
  readonly speed_dkmh: Uint16Array;
  /** Course over ground, degrees clockwise from north, 0–359; 65535 = not stated. */
  readonly direction_deg: Uint16Array;
  /** Alarm bits of JT/T 808 table 24. */
  readonly alarm: Uint32Array;
  /** Status bits of JT/T 808 table 25 (bit 0 ACC on, bit 1 positioned, bit 2 south, bit 3 west …). */
  readonly status: Uint32Array;
  /** What terminals said of the hold behind some of the positions, by row; left out where none did. */
  readonly holds?: readonly HoldReading[];
}

/** A temperature that came with a row of a batch: item 0x06 of JT/T 808. */
export interface HoldReading {
  readonly row: number;
  readonly temperature_c: number;
}
