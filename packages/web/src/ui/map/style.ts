import type { City, Language } from '@opentocc/contract';
import type { StyleSpecification } from 'maplibre-gl';
import { SURFACE, type ThemeName } from '../theme/palette.ts';
import { districtLabelLayers, districtLabels, districtLayers } from './districts-layer.ts';
import { labelFontFaces } from './label-fonts.ts';
import { linkLabelLayers, linkLayers } from './links-layer.ts';
import { placeLayers, placesSource } from './places-layer.ts';
import { traceLayers, traceSource } from './trace-layer.ts';

/** What a map is drawn with. */
export interface MapLook {
  readonly theme: ThemeName;
  readonly language: Language;
  /** Text and lines larger, for a reader at five metres. */
  readonly wall: boolean;
  /** Colours of the links by code, unknown first; those of the traffic states unless said. */
  readonly link_colours?: readonly string[];
}

/** The whole style of the map, lowest layer first. Everything comes from our own server. */
export function createStyle(city: City, look: MapLook): StyleSpecification {
  const origin = location.origin;
  return {
    version: 8,
    'font-faces': labelFontFaces(),
    sources: {
      network: {
        type: 'vector',
        tiles: [origin + city.tiles.replace('{version}', city.network_version)],
        minzoom: 8,
        maxzoom: 15,
        bounds: city.bbox,
      },
      districts: { type: 'geojson', data: `${origin}/api/v1/network/districts.geojson` },
      'districts-labels': districtLabels(city),
      places: placesSource(city, look.language),
      trace: traceSource(),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': SURFACE[look.theme].water } },
      ...districtLayers(look),
      ...linkLayers(look),
      ...linkLabelLayers(look),
      ...traceLayers(look),
      ...placeLayers(look),
      ...districtLabelLayers(look),
    ],
  };
}
