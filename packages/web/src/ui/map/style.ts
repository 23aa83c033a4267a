import type { City } from '@opentocc/contract';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { COLOURS } from '../theme/palette.ts';
import { labelFontFaces } from './label-fonts.ts';
import { DEPTHS, type MapLayer } from './map-layer.ts';
import type { MapLook } from './map-look.ts';

/** The whole style of a map of these layers, lowest first. Everything comes from our own server. */
export function createStyle(city: City, look: MapLook, layers: readonly MapLayer[]): StyleSpecification {
  return {
    version: 8,
    'font-faces': labelFontFaces(),
    sources: {
      network: networkSource(city),
      ...Object.assign({}, ...layers.map(({ sources }) => sources?.(city, look))),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': COLOURS[look.theme].water } },
      ...DEPTHS.flatMap((depth) => layers.flatMap(({ styles }) => styles?.[depth]?.(look) ?? [])),
    ],
  };
}

/** The parts of the style that a layer adds, by which it is hidden. */
export const styleOf = ({ styles }: MapLayer, look: MapLook): readonly LayerSpecification[] =>
  DEPTHS.flatMap((depth) => styles?.[depth]?.(look) ?? []);

/** The links in tiles; layers of roads and of their names draw them. */
const networkSource = (city: City): SourceSpecification => ({
  type: 'vector',
  tiles: [location.origin + city.tiles.replace('{version}', city.network_version)],
  minzoom: 8,
  maxzoom: 15,
  bounds: city.bbox,
});
