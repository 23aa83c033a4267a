import type { City, Language } from '@opentocc/contract';
import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import { COLOURS } from '../theme/palette.ts';
import { LABEL_FONT } from './label-fonts.ts';
import type { MapLayer } from './map-layer.ts';
import type { MapLook } from './map-look.ts';

/** Kinds that matter to the whole city come first and stay when the map is small. */
const FIRST_KINDS = ['crossing', 'airport', 'rail', 'port'];

/** Border crossings, stations, the airport, ports. */
export const placesLayer: MapLayer = {
  name: 'places',
  label: { zh: '枢纽口岸', en: 'Hubs and crossings' },
  sources: (city, { language }) => ({ places: placesSource(city, language) }),
  styles: { places: placeLayers },
};

function placesSource(city: City, language: Language): GeoJSONSourceSpecification {
  return {
    type: 'geojson',
    data: {
      type: 'FeatureCollection',
      features: city.places.map((place) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
        properties: {
          name: place.name[language],
          kind: place.kind,
          rank: FIRST_KINDS.includes(place.kind) ? 1 : 2,
        },
      })),
    },
  };
}

/** A ring in the colour of the kind, and the name. */
function placeLayers({ theme, wall, scale = 1 }: MapLook): LayerSpecification[] {
  const colour = COLOURS[theme];
  return [
    {
      id: 'places',
      type: 'circle',
      source: 'places',
      filter: ['any', ['==', ['get', 'rank'], 1], ['>=', ['zoom'], 12]],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.5, 14, 5],
        'circle-color': colour.halo,
        'circle-stroke-color': [
          'match',
          ['get', 'kind'],
          'crossing',
          colour.crossing,
          'airport',
          colour.accent,
          colour.label,
        ],
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'place-label',
      type: 'symbol',
      source: 'places',
      filter: ['any', ['all', ['==', ['get', 'rank'], 1], ['>=', ['zoom'], 10.5]], ['>=', ['zoom'], 12.5]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [LABEL_FONT],
        'text-size': wall ? 16 * scale : 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.6],
        'symbol-sort-key': ['get', 'rank'],
        'text-optional': true,
      },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.6 },
    },
  ];
}
