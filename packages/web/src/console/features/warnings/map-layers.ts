import type { LayerSpecification } from 'maplibre-gl';
import { call } from '../../../ui/api.ts';
import { AskedPlaces, NO_PLACES, placeAt } from '../../../ui/map/asked-places.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS, LEVEL_COLOURS } from '../../../ui/theme/palette.ts';

const EVERY_MS = 30_000;

/** Open warnings at their places, in the colour of their level; the label says where an answer ends. */
const warningsLayer: MapLayer = {
  name: 'warnings',
  label: { zh: '预警（最多 1000 处，先重后轻）', en: 'Warnings (1,000 at most, the worst)' },
  sources: () => ({ warnings: { type: 'geojson', data: NO_PLACES } }),
  styles: { places: circles },
  draw: (map) =>
    new AskedPlaces(map, {
      ...{ source: 'warnings', every_ms: EVERY_MS },
      ask: async () =>
        (await call('GET /api/v1/warning-places')).places.map(({ lon, lat, level }) =>
          placeAt(lon, lat, { level }),
        ),
    }),
};

function circles({ theme }: MapLook): LayerSpecification[] {
  return [
    {
      id: 'warnings',
      type: 'circle',
      source: 'warnings',
      paint: {
        'circle-radius': ['match', ['get', 'level'], 'red', 9, 'orange', 7, 5],
        'circle-color': [
          ...['match', ['get', 'level']],
          ...['red', LEVEL_COLOURS.level_red, 'orange', LEVEL_COLOURS.level_orange],
          ...['yellow', LEVEL_COLOURS.level_yellow, LEVEL_COLOURS.level_blue],
        ] as never,
        'circle-stroke-color': COLOURS[theme].label,
        'circle-stroke-width': 1.5,
      },
    },
  ];
}

export const layers: readonly MapLayer[] = [warningsLayer];
