import type { FilterSpecification } from 'maplibre-gl';
import type { MapLayer } from '../../ui/map/map-layer.ts';
import { COLOURS } from '../../ui/theme/palette.ts';

/**
 * Draws what lies outside of the reader's area as outside: under a veil, with their own border strong. Its roads carry no
 * state, which must not be read as roads without vehicles.
 * @param area codes of the districts that are the reader's
 */
export function outsideLayer(area: readonly string[]): MapLayer {
  const isOwn: FilterSpecification = ['in', ['get', 'code'], ['literal', [...area]]];
  return {
    name: 'outside',
    styles: {
      places: ({ theme }) => [
        {
          id: 'outside-veil',
          type: 'fill',
          source: 'districts',
          filter: ['!', isOwn],
          paint: { 'fill-color': COLOURS[theme].water, 'fill-opacity': 0.78 },
        },
        {
          id: 'area-border',
          type: 'line',
          source: 'districts',
          filter: isOwn,
          layout: { 'line-join': 'round' },
          paint: { 'line-color': COLOURS[theme].accent, 'line-width': 2.5 },
        },
      ],
    },
  };
}
