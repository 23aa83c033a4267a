import type { VehiclesFrame } from '@opentocc/contract';
import { SPEED_UNKNOWN } from '@opentocc/contract/links-topic';
import { lengthened } from '@opentocc/core/columns';

const MIN_MOVE_MS = 1_000;
/** A vehicle that was silent for longer does not glide to its new place; it appears there. */
const MAX_MOVE_MS = 20_000;

/**
 * Where vehicles are shown, as columns by slot; slots 0 to count − 1 are in use. A vehicle moves from the place where
 * it is shown to its reported place in the time that lay between its last two reports, so that movement is even
 * whatever the reporting interval. A removed vehicle's slot is taken by the last one.
 */
export class VehiclesBoard {
  count = 0;
  at_ms = 0;
  id = new Uint32Array(0);
  /** Shown now, after {@link advance}: lon, lat, lon, lat… in degrees. */
  shown = new Float64Array(0);
  speed_kmh = new Uint8Array(0);
  /** Clockwise from north in 256ths of a circle. */
  course = new Uint8Array(0);
  vehicle_class = new Uint8Array(0);
  private from = new Float64Array(0);
  private to = new Float64Array(0);
  private start_ms = new Float64Array(0);
  private duration_ms = new Float32Array(0);
  private readonly slots = new Map<number, number>();
  private sequence = -1;

  /**
   * @param now_ms a steady clock of this screen, the same as given to {@link advance}
   * @returns false when frames are missing before this one
   */
  apply(frame: VehiclesFrame, now_ms: number): boolean {
    const isDelta = frame.kind === 'vehicles_delta';
    if (isDelta && frame.sequence !== this.sequence + 1) return false;
    if (!isDelta) this.clear();
    for (const vehicle of frame.removed) this.remove(vehicle);
    this.reserve(this.count + frame.vehicle.length);
    for (let i = 0; i < frame.vehicle.length; i++) this.put(frame, i, now_ms);
    this.sequence = frame.sequence;
    this.at_ms = frame.at_ms;
    return true;
  }

  /**
   * Takes a snapshot as the next moment of the same vehicles, as replay does: those in it glide there, others go.
   * @param now_ms as for {@link apply}
   */
  follow(frame: VehiclesFrame, now_ms: number): void {
    const present = new Set(frame.vehicle);
    for (let slot = this.count - 1; slot >= 0; slot--)
      if (!present.has(this.id[slot])) this.remove(this.id[slot]);
    this.reserve(this.count + frame.vehicle.length);
    for (let i = 0; i < frame.vehicle.length; i++) this.put(frame, i, now_ms);
    this.at_ms = frame.at_ms;
  }

  /** Moves what is shown to `now_ms`. @returns true while something still moves. */
  advance(now_ms: number): boolean {
    const { shown, from, to, start_ms, duration_ms } = this;
    let moving = false;
    for (let slot = 0; slot < this.count; slot++) {
      const part = Math.min(1, (now_ms - start_ms[slot]) / duration_ms[slot]);
      const x = 2 * slot;
      shown[x] = from[x] + (to[x] - from[x]) * part;
      shown[x + 1] = from[x + 1] + (to[x + 1] - from[x + 1]) * part;
      if (part < 1) moving = true;
    }
    return moving;
  }

  /** km/h of a slot, or null where the terminal does not state it. */
  speedOf(slot: number): number | null {
    return this.speed_kmh[slot] === SPEED_UNKNOWN ? null : this.speed_kmh[slot];
  }

  /** Slot of a vehicle, or undefined when it is not on the board. */
  findSlot(vehicle: number): number | undefined {
    return this.slots.get(vehicle);
  }

  clear(): void {
    this.slots.clear();
    this.count = 0;
  }

  private put(frame: VehiclesFrame, i: number, now_ms: number): void {
    const lon = frame.lon_e6[i] / 1e6;
    const lat = frame.lat_e6[i] / 1e6;
    const known = this.slots.get(frame.vehicle[i]);
    const slot = known ?? this.add(frame.vehicle[i]);
    const x = 2 * slot;
    const silent_ms = now_ms - this.start_ms[slot];
    const glides = known !== undefined && silent_ms < MAX_MOVE_MS;
    this.from[x] = glides ? this.shown[x] : lon;
    this.from[x + 1] = glides ? this.shown[x + 1] : lat;
    this.to[x] = lon;
    this.to[x + 1] = lat;
    if (!glides) this.shown.set([lon, lat], x);
    this.start_ms[slot] = now_ms;
    this.duration_ms[slot] = Math.max(MIN_MOVE_MS, glides ? silent_ms : 0);
    this.speed_kmh[slot] = frame.speed_kmh[i];
    this.course[slot] = frame.course[i];
    this.vehicle_class[slot] = frame.vehicle_class[i];
  }

  private add(vehicle: number): number {
    const slot = this.count++;
    this.slots.set(vehicle, slot);
    this.id[slot] = vehicle;
    return slot;
  }

  private remove(vehicle: number): void {
    const slot = this.slots.get(vehicle);
    if (slot === undefined) return;
    const last = --this.count;
    this.slots.delete(vehicle);
    if (slot === last) return;
    for (const column of this.columns()) column[slot] = column[last];
    for (const pairs of [this.shown, this.from, this.to]) pairs.copyWithin(2 * slot, 2 * last, 2 * last + 2);
    this.slots.set(this.id[slot], slot);
  }

  private columns() {
    return [this.id, this.speed_kmh, this.course, this.vehicle_class, this.start_ms, this.duration_ms];
  }

  private reserve(count: number): void {
    if (count <= this.id.length) return;
    const size = Math.max(1024, 2 * count);
    this.id = lengthened(this.id, size);
    this.speed_kmh = lengthened(this.speed_kmh, size);
    this.course = lengthened(this.course, size);
    this.vehicle_class = lengthened(this.vehicle_class, size);
    this.start_ms = lengthened(this.start_ms, size);
    this.duration_ms = lengthened(this.duration_ms, size);
    this.shown = lengthened(this.shown, 2 * size);
    this.from = lengthened(this.from, 2 * size);
    this.to = lengthened(this.to, 2 * size);
  }
}
