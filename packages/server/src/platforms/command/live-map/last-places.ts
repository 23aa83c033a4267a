import type { LastPlace, LastPlaceStore } from './store.ts';
import type { VehiclePosition } from './vehicle-board.ts';

/** What is known of a vehicle that is not on the board any more. */
export type SilentPlace = Pick<VehiclePosition, 'fix_ms' | 'lon' | 'lat' | 'link'>;

/**
 * Where vehicles were that are not on the board: silent ones, and all of them after a restart. A vehicle is in memory here
 * only while it is not on the board; each save writes those that moved since the last one.
 */
export class LastPlaces {
  readonly #silent = new Map<number, SilentPlace>();
  #unsaved = new Set<number>();

  /** @param network_version links of another network mean other roads and are forgotten */
  constructor(
    private readonly store: LastPlaceStore,
    private readonly network_version: string,
  ) {}

  async load(): Promise<void> {
    for (const { vehicle, link, network_version, ...place } of await this.store.list())
      this.#silent.set(vehicle, { ...place, link: network_version === this.network_version ? link : null });
  }

  find(vehicle: number): SilentPlace | undefined {
    return this.#silent.get(vehicle);
  }

  /** Vehicles are on the board, at new places. */
  moved(vehicles: Iterable<number>): void {
    for (const vehicle of vehicles) {
      this.#unsaved.add(vehicle);
      this.#silent.delete(vehicle);
    }
  }

  /** A vehicle leaves the board. */
  left(vehicle: number, { fix_ms, lon, lat, link }: VehiclePosition): void {
    this.#silent.set(vehicle, { fix_ms, lon, lat, link });
  }

  /** Writes the new places of vehicles that moved. After a failure the next save does it. */
  async save(findOnBoard: (vehicle: number) => VehiclePosition | undefined): Promise<void> {
    const unsaved = this.#unsaved;
    this.#unsaved = new Set();
    const places: LastPlace[] = [];
    for (const vehicle of unsaved) {
      const place = findOnBoard(vehicle) ?? this.find(vehicle);
      if (!place) continue;
      const { fix_ms, lon, lat, link } = place;
      places.push({ vehicle, fix_ms, lon, lat, link, network_version: this.network_version });
    }
    try {
      if (places.length > 0) await this.store.save(places);
    } catch (error) {
      for (const vehicle of unsaved) this.#unsaved.add(vehicle);
      throw error;
    }
  }

  /** Forgets places from before an instant. */
  async forget(before_ms: number): Promise<void> {
    for (const [vehicle, { fix_ms }] of this.#silent) if (fix_ms < before_ms) this.#silent.delete(vehicle);
    await this.store.forget(before_ms);
  }
}
