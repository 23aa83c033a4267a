import type { FollowedTrip, FollowedTripSheet } from '@opentocc/contract';
import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { NO_PLACES, placeAt } from '../../../ui/map/asked-places.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';

const REACH_PX = 7;

const source = () => ({ type: 'geojson' as const, data: NO_PLACES });

/** Trucks by what is wrong with them, and by their stage; a ring around the one that is chosen. */
function trucks({ theme }: MapLook): LayerSpecification[] {
  const { bad, warn, good, card, accent, muted } = COLOURS[theme];
  return [
    {
      ...{ id: 'freight-chosen', type: 'circle', source: 'freight-trucks' },
      filter: ['get', 'chosen'],
      paint: {
        ...{ 'circle-radius': 14, 'circle-color': accent, 'circle-opacity': 0.25 },
        ...{ 'circle-stroke-color': accent, 'circle-stroke-width': 2 },
      },
    },
    {
      ...{ id: 'freight-trucks', type: 'circle', source: 'freight-trucks' },
      layout: { 'circle-sort-key': ['case', ['get', 'alarmed'], 1, 0] },
      paint: {
        'circle-radius': ['case', ['get', 'alarmed'], 8, 5],
        // biome-ignore format: one pair to a mark
        'circle-color': ['match', ['get', 'mark'], 'visit', bad, 'call', bad, 'sms', warn, 'across', good, 'waiting', muted, accent],
        ...{ 'circle-stroke-color': card, 'circle-stroke-width': 1.5 },
      },
    },
  ];
}

/** The designated route dashed, what was driven solid, and where it meant to be. */
function lines({ theme }: MapLook): LayerSpecification[] {
  const { accent, warn, card } = COLOURS[theme];
  return [
    {
      ...{
        id: 'freight-route',
        type: 'line',
        source: 'freight-lines',
        filter: ['==', ['get', 'of'], 'route'],
      },
      paint: { 'line-color': accent, 'line-width': 3, 'line-dasharray': [2, 1.5] },
    },
    {
      ...{
        id: 'freight-trace',
        type: 'line',
        source: 'freight-lines',
        filter: ['==', ['get', 'of'], 'trace'],
      },
      paint: { 'line-color': warn, 'line-width': 3 },
    },
    {
      ...{
        id: 'freight-places',
        type: 'circle',
        source: 'freight-lines',
        filter: ['==', ['get', 'of'], 'place'],
      },
      paint: {
        ...{ 'circle-radius': 6, 'circle-color': card },
        ...{ 'circle-stroke-color': accent, 'circle-stroke-width': 3 },
      },
    },
  ];
}

export const freightLayer: MapLayer = {
  name: 'freight',
  sources: () => ({ 'freight-trucks': source(), 'freight-lines': source() }),
  styles: { tracks: lines, places: trucks },
};

export function trucksOf(trips: readonly FollowedTrip[], chosen: string | null): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: trips.flatMap(({ trip, lon, lat, stage, alarms }) =>
      lon === null || lat === null
        ? []
        : [
            placeAt(lon, lat, {
              ...{ trip, chosen: trip === chosen, alarmed: alarms.length > 0 },
              mark: alarms[0]?.means ?? stage,
            }),
          ],
    ),
  };
}

export function linesOf(sheet: FollowedTripSheet | null): GeoJSON.FeatureCollection {
  if (sheet === null) return NO_PLACES;
  const trace = sheet.trace.map(({ lon, lat }): [number, number] => [lon, lat]);
  const line = (of: string, coordinates: [number, number][]): GeoJSON.Feature[] =>
    coordinates.length < 2
      ? []
      : [{ type: 'Feature', properties: { of }, geometry: { type: 'LineString', coordinates } }];
  return {
    type: 'FeatureCollection',
    features: [
      ...line('route', sheet.route?.points ?? []),
      ...line('trace', trace),
      ...sheet.places.map(({ lon, lat }) => placeAt(lon, lat, { of: 'place' })),
    ],
  };
}

/** The trip under a pixel; undefined where there is none. */
export function tripAt(map: MapLibreMap, x: number, y: number): string | undefined {
  if (!map.getLayer('freight-trucks')) return undefined;
  const around: [[number, number], [number, number]] = [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ];
  const [found] = map.queryRenderedFeatures(around, { layers: ['freight-trucks'] });
  return found ? String(found.properties.trip) : undefined;
}
