import type { City } from '@opentocc/contract';
import type { LayerSpecification } from 'maplibre-gl';
import { COLOURS } from '../theme/palette.ts';
import { LABEL_FONT } from './label-fonts.ts';
import type { MapLayer } from './map-layer.ts';
import type { MapLook } from './map-look.ts';

/** The ground that the city stands on. */
export const landLayer: MapLayer = {
  name: 'land',
  sources: () => ({
    districts: { type: 'geojson', data: `${location.origin}/api/v1/network/districts.geojson` },
  }),
  styles: {
    ground: ({ theme }) => [
      { id: 'land', type: 'fill', source: 'districts', paint: { 'fill-color': COLOURS[theme].land } },
    ],
  },
};

/** Borders of the districts, and their names over all roads. */
export const districtsLayer: MapLayer = {
  name: 'districts',
  label: { zh: '行政区', en: 'Districts' },
  sources: (city) => ({ 'districts-labels': districtLabels(city) }),
  styles: { ground: borders, names: labels },
};

function borders({ theme }: MapLook): LayerSpecification[] {
  const colour = COLOURS[theme];
  return [
    {
      id: 'district-border',
      type: 'line',
      source: 'districts',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 14, 2],
        'line-dasharray': [4, 2],
        'line-opacity': 0.8,
      },
    },
  ];
}

function labels({ theme, language, wall, scale = 1 }: MapLook): LayerSpecification[] {
  const colour = COLOURS[theme];
  return [
    {
      id: 'district-label',
      type: 'symbol',
      source: 'districts-labels',
      maxzoom: 13,
      layout: {
        'text-field': ['get', language],
        'text-font': [LABEL_FONT],
        'text-size': wall ? 22 * scale : 15,
        'text-letter-spacing': language === 'zh' ? 0.15 : 0.02,
        'text-allow-overlap': false,
        'text-padding': 4,
      },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 2 },
    },
  ];
}

/** One point for each district's name, where the network puts it. */
function districtLabels(city: City) {
  return {
    type: 'geojson' as const,
    data: {
      type: 'FeatureCollection' as const,
      features: city.districts.map((district) => ({
        type: 'Feature' as const,
        geometry: { type: 'Point' as const, coordinates: district.label },
        properties: district.name,
      })),
    },
  };
}
