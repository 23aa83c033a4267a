import type { City, Language } from '@opentocc/contract';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { COLOURS, type ThemeName } from '../theme/palette.ts';
import { labelFontFaces } from './label-fonts.ts';
import { DEPTHS, type MapLayer } from './map-layer.ts';

/** What a map is drawn with. */
export interface MapLook {
  readonly theme: ThemeName;
  readonly language: Language;
  /** Text and lines larger, for a reader at ten metres. */
  readonly wall: boolean;
  /** How many times as large as on a wall 1080 px high; 1 unless said. */
  readonly scale?: number;
  /** Colours of the links by code, unknown first; those of the traffic states unless said. */
  readonly link_colours?: readonly string[];
}

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
