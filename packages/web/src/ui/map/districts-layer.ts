import type { City } from '@opentocc/contract';
import type { LayerSpecification } from 'maplibre-gl';
import { SURFACE } from '../theme/palette.ts';
import { LABEL_FONT } from './label-fonts.ts';
import type { MapLook } from './style.ts';

export const DISTRICT_LAYERS = ['district-border', 'district-label'];

/** Land and borders of the districts. */
export function districtLayers({ theme }: MapLook): LayerSpecification[] {
  const colour = SURFACE[theme];
  return [
    { id: 'land', type: 'fill', source: 'districts', paint: { 'fill-color': colour.land } },
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

/** Names of the districts, over all roads. */
export function districtLabelLayers({ theme, language, wall }: MapLook): LayerSpecification[] {
  const colour = SURFACE[theme];
  return [
    {
      id: 'district-label',
      type: 'symbol',
      source: 'districts-labels',
      maxzoom: 13,
      layout: {
        'text-field': ['get', language],
        'text-font': [LABEL_FONT],
        'text-size': wall ? 22 : 15,
        'text-letter-spacing': language === 'zh' ? 0.15 : 0.02,
        'text-allow-overlap': false,
        'text-padding': 4,
      },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 2 },
    },
  ];
}

/** One point for each district's name, where the network puts it. */
export function districtLabels(city: City) {
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
