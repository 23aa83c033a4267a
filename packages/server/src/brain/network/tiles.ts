import { GeoJSONVT, type GeoJSONVTInternalTileFeature, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { englishRoadName } from '@opentocc/core/names';
import { LINK_CLASSES, LINK_FLAG, NONE_U32, type RoadNetwork } from '@opentocc/core/network';

/** Zoom from which a class of link is drawn: a city at 9 shows its motorways, at 13 every street. */
const CLASS_FROM_ZOOM = [0, 0, 9, 11, 12] as const;
const MAX_ZOOM = 15;
/** Units of a tile's side. */
const EXTENT = 4096;
/** Encoded tiles in the cache: about 60 MB of a dense city. */
const CACHED_TILES = 2_000;

/** Makes vector tiles of a network's links: layer `links`, feature id = link. Encoded tiles are cached, newest last. */
export function createTiles(network: RoadNetwork) {
  let index: GeoJSONVT | undefined;
  const cache = new Map<string, Uint8Array>();

  /** Cuts the first tiles; takes a moment, so it may be called before the first screen asks. */
  function prepare(): GeoJSONVT {
    index ??= new GeoJSONVT(linksOf(network), {
      maxZoom: MAX_ZOOM,
      tolerance: 2,
      buffer: 64,
      extent: EXTENT,
      indexMaxZoom: 5,
    });
    return index;
  }

  return {
    prepare,
    max_zoom: MAX_ZOOM,
    /** @returns the tile as MVT, empty where there is no link. */
    tile(z: number, x: number, y: number): Uint8Array {
      const key = `${z}/${x}/${y}`;
      const known = cache.get(key);
      if (known) return known;
      const tile = prepare().getTile(z, x, y);
      const encoded = tile
        ? fromGeojsonVt({ links: shownAt(tile, z) }, { version: 2, extent: EXTENT })
        : new Uint8Array(0);
      if (cache.size >= CACHED_TILES) cache.delete(cache.keys().next().value ?? '');
      cache.set(key, encoded);
      return encoded;
    },
  };
}

function shownAt(tile: GeoJSONVTTile, z: number): GeoJSONVTTile {
  const features = (tile.features as GeoJSONVTInternalTileFeature[]).filter(({ tags }) => {
    const link_class = LINK_CLASSES.indexOf(tags?.class);
    return z >= CLASS_FROM_ZOOM[link_class];
  });
  return { ...tile, features } as GeoJSONVTTile;
}

function linksOf(network: RoadNetwork): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: Array.from({ length: network.link_count }, (_, link) => featureOf(network, link)),
  };
}

function featureOf(network: RoadNetwork, link: number): GeoJSON.Feature {
  const { shape_offset, shape_lon, shape_lat, link_flags, link_lanes, link_reverse } = network;
  const coordinates: [number, number][] = [];
  for (let p = shape_offset[link]; p < shape_offset[link + 1]; p++)
    coordinates.push([shape_lon[p], shape_lat[p]]);
  const name = network.strings[network.link_name[link]];
  const has = (flag: number) => (link_flags[link] & flag) !== 0;
  return {
    type: 'Feature',
    id: link,
    geometry: { type: 'LineString', coordinates },
    properties: {
      class: LINK_CLASSES[network.link_class[link]],
      name,
      name_en: englishRoadName(name),
      lanes: link_lanes[link],
      oneway: link_reverse[link] === NONE_U32,
      ramp: has(LINK_FLAG.ramp),
      tunnel: has(LINK_FLAG.tunnel),
      bridge: has(LINK_FLAG.bridge),
    },
  };
}
