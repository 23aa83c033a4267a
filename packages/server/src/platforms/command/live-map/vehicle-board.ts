import { SPEED_UNKNOWN, type VehiclesFrame } from '@opentocc/contract';
import { lengthened } from '@opentocc/core/columns';

/** Where vehicles are, as perception publishes it each second: the vehicles that reported since the last time. */
export interface VehiclePositions {
  readonly at_ms: number;
  readonly vehicle: Uint32Array;
  /** Degrees WGS-84, on the matched link where there is one. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** NaN where it is not stated. */
  readonly speed_kmh: ArrayLike<number>;
  /** Degrees clockwise from north. */
  readonly course_deg: ArrayLike<number>;
  /** Link of the network, or 0xffffffff when unmatched. */
  readonly link: Uint32Array;
  /** Time of the fix, and when it came, UTC ms. */
  readonly fix_ms: Float64Array;
  readonly came_ms: Float64Array;
}

export interface VehiclePosition {
  /** Time of its fix, UTC ms. */
  readonly fix_ms: number;
  readonly lon: number;
  readonly lat: number;
  /** Null when the terminal does not state it. */
  readonly speed_kmh: number | null;
  readonly link: number | null;
}

const NO_LINK = 0xffff_ffff;
const EMPTY = new Uint32Array(0);

/**
 * The last known place of every vehicle, stored as growing columns in the order in which vehicles first appeared, so
 * that a snapshot is a copy of column prefixes and a delta touches only the rows that changed.
 */
export class VehicleBoard {
  private readonly row_of = new Map<number, number>();
  private count = 0;
  private sequence = 0;
  private vehicle = new Uint32Array(1024);
  private lon_e6 = new Int32Array(1024);
  private lat_e6 = new Int32Array(1024);
  private speed_kmh = new Uint8Array(1024);
  private course = new Uint8Array(1024);
  private vehicle_class = new Uint8Array(1024);
  private link = new Uint32Array(1024);
  private fix_ms = new Float64Array(1024);
  private came_ms = new Float64Array(1024);

  /**
   * @param classOf code of a vehicle's class (position in VEHICLE_CLASSES).
   * @param onSilent hears where a vehicle was that is taken away.
   */
  constructor(
    private readonly classOf: (vehicle: number) => number,
    private readonly onSilent: (vehicle: number, last: VehiclePosition) => void = () => undefined,
  ) {}

  get size(): number {
    return this.count;
  }

  find(vehicle: number): VehiclePosition | undefined {
    const row = this.row_of.get(vehicle);
    return row === undefined ? undefined : this.read(row);
  }

  private read(row: number): VehiclePosition {
    return {
      fix_ms: this.fix_ms[row],
      lon: this.lon_e6[row] / 1e6,
      lat: this.lat_e6[row] / 1e6,
      speed_kmh: this.speed_kmh[row] === SPEED_UNKNOWN ? null : this.speed_kmh[row],
      link: this.link[row] === NO_LINK ? null : this.link[row],
    };
  }

  /**
   * Takes new places in and vehicles that were silent since `silent_since_ms` away.
   * @returns the delta that brings a client from the sequence before to this one.
   */
  advance(positions: VehiclePositions, silent_since_ms: number): VehiclesFrame {
    for (let i = 0; i < positions.vehicle.length; i++) this.put(positions, i);
    const removed = this.removeSilent(silent_since_ms);
    this.sequence += 1;
    return { ...this.rowsOf(positions.vehicle), at_ms: positions.at_ms, removed };
  }

  /** The rows of the vehicles that are on the board, as a delta. */
  private rowsOf(vehicles: Uint32Array): Omit<VehiclesFrame, 'at_ms' | 'removed'> {
    const rows = new Uint32Array(vehicles.length);
    let count = 0;
    for (const vehicle of vehicles) {
      const row = this.row_of.get(vehicle);
      if (row !== undefined) rows[count++] = row;
    }
    const delta = {
      kind: 'vehicles_delta' as const,
      sequence: this.sequence,
      vehicle: new Uint32Array(count),
      lon_e6: new Int32Array(count),
      lat_e6: new Int32Array(count),
      speed_kmh: new Uint8Array(count),
      course: new Uint8Array(count),
      vehicle_class: new Uint8Array(count),
    };
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      delta.vehicle[i] = this.vehicle[row];
      delta.lon_e6[i] = this.lon_e6[row];
      delta.lat_e6[i] = this.lat_e6[row];
      delta.speed_kmh[i] = this.speed_kmh[row];
      delta.course[i] = this.course[row];
      delta.vehicle_class[i] = this.vehicle_class[row];
    }
    return delta;
  }

  /** All vehicles, at the sequence that the next delta follows. */
  snapshot(at_ms: number): VehiclesFrame {
    return {
      kind: 'vehicles_snapshot',
      sequence: this.sequence,
      at_ms,
      vehicle: this.vehicle.slice(0, this.count),
      lon_e6: this.lon_e6.slice(0, this.count),
      lat_e6: this.lat_e6.slice(0, this.count),
      removed: EMPTY,
      speed_kmh: this.speed_kmh.slice(0, this.count),
      course: this.course.slice(0, this.count),
      vehicle_class: this.vehicle_class.slice(0, this.count),
    };
  }

  private put(positions: VehiclePositions, i: number): void {
    const vehicle = positions.vehicle[i];
    const row = this.row_of.get(vehicle) ?? this.add(vehicle);
    this.lon_e6[row] = Math.round(positions.lon[i] * 1e6);
    this.lat_e6[row] = Math.round(positions.lat[i] * 1e6);
    this.speed_kmh[row] = speedByte(positions.speed_kmh[i]);
    this.course[row] = Math.round((positions.course_deg[i] * 256) / 360) & 255;
    this.link[row] = positions.link[i];
    this.fix_ms[row] = positions.fix_ms[i];
    this.came_ms[row] = positions.came_ms[i];
  }

  private add(vehicle: number): number {
    if (this.count === this.vehicle.length) this.grow();
    const row = this.count++;
    this.vehicle[row] = vehicle;
    this.vehicle_class[row] = this.classOf(vehicle);
    this.row_of.set(vehicle, row);
    return row;
  }

  private removeSilent(since_ms: number): Uint32Array<ArrayBuffer> {
    const removed: number[] = [];
    for (let row = this.count - 1; row >= 0; row--) {
      if (this.came_ms[row] >= since_ms) continue;
      this.onSilent(this.vehicle[row], this.read(row));
      removed.push(this.vehicle[row]);
      this.removeRow(row);
    }
    return Uint32Array.from(removed);
  }

  /** Moves the last row into the place of `row`. */
  private removeRow(row: number): void {
    this.row_of.delete(this.vehicle[row]);
    const last = --this.count;
    if (row === last) return;
    for (const column of this.columns()) column[row] = column[last];
    this.row_of.set(this.vehicle[row], row);
  }

  private columns() {
    const { vehicle, lon_e6, lat_e6, speed_kmh, course, vehicle_class, link, fix_ms, came_ms } = this;
    return [vehicle, lon_e6, lat_e6, speed_kmh, course, vehicle_class, link, fix_ms, came_ms];
  }

  private grow(): void {
    const length = this.vehicle.length * 2;
    this.vehicle = lengthened(this.vehicle, length);
    this.lon_e6 = lengthened(this.lon_e6, length);
    this.lat_e6 = lengthened(this.lat_e6, length);
    this.speed_kmh = lengthened(this.speed_kmh, length);
    this.course = lengthened(this.course, length);
    this.vehicle_class = lengthened(this.vehicle_class, length);
    this.link = lengthened(this.link, length);
    this.fix_ms = lengthened(this.fix_ms, length);
    this.came_ms = lengthened(this.came_ms, length);
  }
}

function speedByte(speed_kmh: number): number {
  return Number.isNaN(speed_kmh)
    ? SPEED_UNKNOWN
    : Math.min(SPEED_UNKNOWN - 1, Math.max(0, Math.round(speed_kmh)));
}
