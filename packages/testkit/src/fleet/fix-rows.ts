import type { FixBatch } from '@opentocc/core/telemetry';
import type { Reading } from './receiver.ts';

const START_ROWS = 1024;

function columns(n: number) {
  return {
    vehicle: new Uint32Array(n),
    source: new Uint16Array(n),
    at_ms: new Float64Array(n),
    received_ms: new Float64Array(n),
    lon: new Float64Array(n),
    lat: new Float64Array(n),
    speed_dkmh: new Uint16Array(n),
    direction_deg: new Uint16Array(n),
    alarm: new Uint32Array(n),
    status: new Uint32Array(n),
  };
}

type Columns = ReturnType<typeof columns>;

/** A batch under construction. */
export class FixRows {
  length = 0;
  #columns = columns(START_ROWS);

  add(vehicle: number, source: number, received_ms: number, reading: Reading): void {
    if (this.length === this.#columns.vehicle.length) this.#grow();
    const row = this.length++;
    const c = this.#columns;
    c.vehicle[row] = vehicle;
    c.source[row] = source;
    c.at_ms[row] = reading.at_ms;
    c.received_ms[row] = received_ms;
    c.lon[row] = reading.lon;
    c.lat[row] = reading.lat;
    c.speed_dkmh[row] = reading.speed_dkmh;
    c.direction_deg[row] = reading.direction_deg;
    c.status[row] = reading.status;
  }

  /** The batch so far; a new one begins. */
  take(): FixBatch {
    const batch: FixBatch = { length: this.length, ...this.#columns };
    this.#columns = columns(this.#columns.vehicle.length);
    this.length = 0;
    return batch;
  }

  #grow(): void {
    const bigger = columns(this.#columns.vehicle.length * 2);
    for (const name of Object.keys(bigger) as (keyof Columns)[]) bigger[name].set(this.#columns[name]);
    this.#columns = bigger;
  }
}
