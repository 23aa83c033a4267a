import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { DrawnLayer } from './map-layer.ts';

/** A source of a style with nothing in it yet. */
export const NO_PLACES: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

interface Asking {
  /** The source of the map that it fills. */
  readonly source: string;
  readonly every_ms: number;
  ask(): Promise<GeoJSON.Feature[]>;
}

/** Places that are asked for now and then while their layer is shown: warnings, situations, detectors. */
export class AskedPlaces implements DrawnLayer {
  #shown = NO_PLACES;
  #isVisible = true;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(
    readonly map: MapLibreMap,
    private readonly asking: Asking,
  ) {
    this.#timer = setInterval(() => void this.#ask(), asking.every_ms);
    void this.#ask();
  }

  get isVisible(): boolean {
    return this.#isVisible;
  }

  restyle(): void {
    this.#draw();
  }

  setVisible(visible: boolean): void {
    const comesBack = visible && !this.#isVisible;
    this.#isVisible = visible;
    if (comesBack) void this.#ask();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    if (!this.#isVisible) return;
    try {
      this.#shown = { type: 'FeatureCollection', features: await this.asking.ask() };
    } catch {
      // Whoever may not see them, or has lost the connection, sees the rest of the map; the page says why.
      this.#shown = NO_PLACES;
    }
    this.#draw();
  }

  #draw(): void {
    this.map.getSource<GeoJSONSource>(this.asking.source)?.setData(this.#shown);
  }
}

/** A point of the map with what its style reads. */
export const placeAt = (
  lon: number,
  lat: number,
  properties: Readonly<Record<string, string | number | boolean>>,
): GeoJSON.Feature => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties });
