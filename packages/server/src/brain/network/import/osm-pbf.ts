import type { RawNetwork } from '@opentocc/core/network';
import { AppError } from '../../../kit/errors.ts';
import { networkErrors } from '../errors.ts';
import { Dropped } from './dropped.ts';
import { LinkCutter, type OsmData } from './link-cutter.ts';
import type { ImportOptions } from './options.ts';
import { readBarrier } from './osm-barriers.ts';
import { readRestriction } from './osm-restrictions.ts';
import { readRoad } from './osm-tags.ts';
import { readBlobs, UnreadCompression } from './pbf-blobs.ts';
import { itemsOf, type OsmItem, type OsmNode, type OsmWayItem, requiredFeatures } from './pbf-block.ts';

const HISTORY = 'HistoricalInformation';
const KNOWN_FEATURES = ['OsmSchema-V0.6', 'DenseNodes', 'LocationsOnWays'];

/**
 * Reads a city from an OSM PBF file: ways that motor vehicles may use are cut at junctions, signals and barriers into
 * directed links. Blobs may be raw or compressed with zlib or lz4, nodes plain or dense, places on nodes or on ways.
 * @throws AppError when the file is no PBF, is cut off, asks for what is not read here, or holds no road.
 */
export async function importOsmPbf(file: string, options: ImportOptions): Promise<RawNetwork> {
  const data = await readFile(file, options);
  if (data.ways.length === 0) throw networkErrors.no_links({ file });
  options.onProgress?.('cut', data.ways.length);
  return new LinkCutter(data).cut(options.districts);
}

async function readFile(file: string, { onProgress }: ImportOptions): Promise<OsmData> {
  const data: OsmData = {
    ...{ places: new Map(), signals: new Set(), barriers: new Map() },
    ...{ ways: [], restrictions: [], dropped: new Dropped() },
  };
  let items = 0;
  const takeAll = (bytes: Uint8Array) => {
    for (const item of itemsOf(bytes)) {
      take(item, data);
      if (++items % 100_000 === 0) onProgress?.('read', items);
    }
  };
  try {
    for await (const { type, bytes } of readBlobs(file))
      if (type === 'OSMHeader') checkFeatures(file, requiredFeatures(bytes));
      else takeAll(bytes);
  } catch (error) {
    throw explained(error, file);
  }
  return data;
}

function explained(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof UnreadCompression) return networkErrors.pbf_compression({ file, kind: error.kind });
  return networkErrors.damaged_pbf({ file, reason: error instanceof Error ? error.message : String(error) });
}

function checkFeatures(file: string, features: readonly string[]): void {
  if (features.includes(HISTORY)) throw networkErrors.pbf_history({ file });
  const unknown = features.filter((feature) => !KNOWN_FEATURES.includes(feature));
  if (unknown.length > 0) throw networkErrors.pbf_features({ file, features: unknown.join(', ') });
}

function take(item: OsmItem, data: OsmData): void {
  if (item.type === 'node') takeNode(item, data);
  else if (item.type === 'way') takeWay(item, data);
  else data.restrictions.push(...readRestriction(item.tags, item.members, data.dropped));
}

function takeNode({ id, lon, lat, tags }: OsmNode, { places, signals, barriers }: OsmData): void {
  places.set(id, [lon, lat]);
  if (tags.highway === 'traffic_signals') signals.add(id);
  const barrier = readBarrier(tags);
  if (barrier) barriers.set(id, barrier);
}

function takeWay({ id, refs, lons, lats, tags }: OsmWayItem, { places, ways, dropped }: OsmData): void {
  if (tags.highway === undefined) {
    if (tags.route === 'ferry') dropped.add('ferry');
    return;
  }
  const road = readRoad(tags);
  if (typeof road === 'string') {
    dropped.add(road);
    return;
  }
  ways.push({ id, refs, road });
  if (Object.keys(tags).some((key) => key.endsWith(':conditional'))) dropped.add('tag_of_certain_times');
  for (let i = 0; i < lons.length; i++) places.set(refs[i], [lons[i], lats[i]]);
}
