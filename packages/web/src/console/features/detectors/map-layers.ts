import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { call } from '../../../ui/api.ts';
import type { DrawnLayer, MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
const EVERY_MS = 60_000;
const CLOSE_ZOOM = 12;

/** Detectors at their places: quiet where they are well, in the colour of a fault where they are not. */
const detectorsLayer: MapLayer = {
  name: 'detectors',
  label: { zh: '检测器', en: 'Detectors' },
  sources: () => ({ detectors: { type: 'geojson', data: EMPTY } }),
  styles: { tracks: circles },
  draw: (map) => new DrawnDetectors(map),
};

function circles({ theme }: MapLook): LayerSpecification[] {
  const { halo, label, bad, warn } = COLOURS[theme];
  return [
    {
      id: 'detectors',
      type: 'circle',
      source: 'detectors',
      // From afar only what is wrong is shown.
      filter: ['any', ['!=', ['get', 'state'], 'ok'], ['>=', ['zoom'], CLOSE_ZOOM]],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 2, 15, 5],
        'circle-color': ['match', ['get', 'state'], 'silent', bad, 'fault', warn, halo],
        'circle-stroke-color': label,
        'circle-stroke-width': 1.2,
        'circle-opacity': 0.9,
      },
    },
  ];
}

/** Asks for the detectors each minute while the layer is shown. */
class DrawnDetectors implements DrawnLayer {
  private shown: GeoJSON.FeatureCollection = EMPTY;
  private isVisible = true;
  private readonly timer = setInterval(() => void this.ask(), EVERY_MS);

  constructor(private readonly map: MapLibreMap) {
    void this.ask();
  }

  restyle(): void {
    this.draw();
  }

  setVisible(visible: boolean): void {
    const comesBack = visible && !this.isVisible;
    this.isVisible = visible;
    if (comesBack) void this.ask();
  }

  dispose(): void {
    clearInterval(this.timer);
  }

  private async ask(): Promise<void> {
    if (!this.isVisible) return;
    try {
      const detectors = await call('GET /api/v1/detectors', {});
      this.shown = {
        type: 'FeatureCollection',
        features: detectors.map(({ lon, lat, state, code }) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [lon, lat] },
          properties: { state, code },
        })),
      };
    } catch {
      // Whoever may not see them, or has lost the connection, sees the rest of the map; the page says why.
      this.shown = EMPTY;
    }
    this.draw();
  }

  private draw(): void {
    this.map.getSource<GeoJSONSource>('detectors')?.setData(this.shown);
  }
}

export const layers: readonly MapLayer[] = [detectorsLayer];
