import { readVehicle } from '@opentocc/protocols/jt809';
import type { Registry } from '../sources/index.ts';

/** A vehicle of the registry, or why a position of it is not taken. */
export type Found = number | 'unknown' | 'foreign';

const PLATE_BYTES = 21;
/** Plates remembered until the next {@link VehicleFinder.forget}. */
const MOST_PLATES = 100_000;

/**
 * Vehicles of one source by the bytes of a plate. Decoding GBK and bringing a plate into its normal form for each position
 * would cost more than all else of it, so what was found is remembered for a moment.
 */
export class VehicleFinder {
  readonly #found = new Map<string, Found>();

  constructor(
    private readonly index: Registry['index'],
    private readonly source: number,
  ) {}

  find(bytes: Uint8Array, at: number): Found {
    const plate = latin1(bytes, at);
    const known = this.#found.get(plate);
    if (known !== undefined) return known;
    const terminal = this.index.findByPlate(readVehicle(bytes, at, '2011').plate);
    const other = terminal ? 'foreign' : 'unknown';
    const found = terminal?.source === this.source ? terminal.vehicle : other;
    if (this.#found.size >= MOST_PLATES) this.#found.clear();
    this.#found.set(plate, found);
    return found;
  }

  /** To be called every second or so: the registry may have changed. */
  forget(): void {
    this.#found.clear();
  }
}

function latin1(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, PLATE_BYTES).toString('latin1');
}
