import type { LayerSpecification } from 'maplibre-gl';
import { call } from '../../../ui/api.ts';
import { AskedPlaces, NO_PLACES, placeAt } from '../../../ui/map/asked-places.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';

const EVERY_MS = 60_000;
const CLOSE_ZOOM = 12;

/** Detectors at their places: quiet where they are well, in the colour of a fault where they are not. */
const detectorsLayer: MapLayer = {
  name: 'detectors',
  label: { zh: '检测器', en: 'Detectors' },
  sources: () => ({ detectors: { type: 'geojson', data: NO_PLACES } }),
  styles: { tracks: circles },
  draw: (map) =>
    new AskedPlaces(map, {
      ...{ source: 'detectors', every_ms: EVERY_MS },
      ask: async () =>
        (await call('GET /api/v1/detectors', {})).map(({ lon, lat, state, code }) =>
          placeAt(lon, lat, { state, code }),
        ),
    }),
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

export const layers: readonly MapLayer[] = [detectorsLayer];
