import type { SituationBrief } from '@opentocc/contract';
import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { call } from '../../../ui/api.ts';
import { AskedPlaces, NO_PLACES, placeAt } from '../../../ui/map/asked-places.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';

const EVERY_MS = 20_000;
const RADIUS_PX = 12;

/** Marks of situations: how grave by their size, how far by their colour, a ring for the one that is chosen. */
export function marks({ theme }: MapLook): LayerSpecification[] {
  const { bad, warn, good, card, accent } = COLOURS[theme];
  return [
    {
      ...{ id: 'situations-chosen', type: 'circle', source: 'situations' },
      filter: ['get', 'chosen'],
      paint: {
        ...{ 'circle-radius': 16, 'circle-color': accent, 'circle-opacity': 0.25 },
        ...{ 'circle-stroke-color': accent, 'circle-stroke-width': 2 },
      },
    },
    {
      ...{ id: 'situations', type: 'circle', source: 'situations' },
      paint: {
        'circle-radius': ['match', ['get', 'severity'], 'highest', 10, 'high', 9, 'medium', 7, 6],
        'circle-color': ['match', ['get', 'state'], 'received', bad, 'cleared', good, warn],
        ...{ 'circle-stroke-color': card, 'circle-stroke-width': 2 },
      },
    },
  ];
}

export function featuresOf(all: readonly SituationBrief[], chosen: number | null): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: all.map(({ id, lon, lat, severity, state }) =>
      placeAt(lon, lat, { id, severity, state, chosen: id === chosen }),
    ),
  };
}

export const situationSources = () => ({ situations: { type: 'geojson' as const, data: NO_PLACES } });

/** The situation under a pixel; undefined where there is none. */
export function situationAt(map: MapLibreMap, x: number, y: number): number | undefined {
  if (!map.getLayer('situations')) return undefined;
  const around: [[number, number], [number, number]] = [
    [x - RADIUS_PX / 2, y - RADIUS_PX / 2],
    [x + RADIUS_PX / 2, y + RADIUS_PX / 2],
  ];
  const [found] = map.queryRenderedFeatures(around, { layers: ['situations'] });
  return found ? Number(found.properties.id) : undefined;
}

/** Open situations on the map of the city: a click opens the desk. */
const situationsLayer: MapLayer = {
  name: 'situations',
  label: { zh: '事件', en: 'Situations' },
  sources: situationSources,
  styles: { places: marks },
  draw: (map) => new DrawnSituations(map),
};

class DrawnSituations extends AskedPlaces {
  constructor(map: MapLibreMap) {
    super(map, {
      ...{ source: 'situations', every_ms: EVERY_MS },
      ask: async () =>
        featuresOf((await call('GET /api/v1/situations', { query: {} })).situations, null).features,
    });
  }

  open(x: number, y: number): boolean {
    const id = this.isVisible ? situationAt(this.map, x, y) : undefined;
    if (id !== undefined) location.assign(`/situations?situation=${id}`);
    return id !== undefined;
  }
}

export const layers: readonly MapLayer[] = [situationsLayer];
