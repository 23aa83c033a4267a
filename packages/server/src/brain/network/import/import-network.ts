import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { buildNetwork, type RawNetwork, type RoadNetwork, splitLongLinks } from '@opentocc/core/network';
import { isOnBothSidesOf180 } from '../check-network.ts';
import { networkErrors } from '../errors.ts';
import { isGzip } from './gzip.ts';
import type { ImportOptions } from './options.ts';
import { importOsmPbf } from './osm-pbf.ts';
import { importSumoNet } from './sumo-net.ts';

/** Netconvert writes its whole configuration as a comment before the first element. */
const HEAD_BYTES = 1 << 20;

/**
 * Reads a network from an OSM PBF or SUMO file (also gzipped), recognised by its content.
 * @throws AppError when the file is missing, neither, damaged, holds no road, or roads on both sides of the 180th meridian.
 */
export async function importNetwork(file: string, options: ImportOptions): Promise<RoadNetwork> {
  const raw = await importerOf(file)(file, options);
  if (raw.links.length === 0) throw networkErrors.no_links({ file });
  const name = basename(file).replace(/\.(osm\.pbf|pbf|net\.xml|xml)(\.gz)?$/, '');
  const network = buildNetwork(splitLongLinks({ ...raw, name_zh: name, name_en: name }));
  if (isOnBothSidesOf180(network.meta.bbox)) throw networkErrors.both_sides_of_180({ file });
  return network;
}

type Importer = (file: string, options: ImportOptions) => Promise<RawNetwork>;

function importerOf(file: string): Importer {
  const head = headOf(file);
  // The first block of a PBF: four bytes of length, then the header's type.
  if (head.subarray(0, 32).includes('OSMHeader')) return importOsmPbf;
  if (head.toString('latin1', 0, 3) === 'BZh') throw networkErrors.osm_xml({ file });
  const root = rootOf(isGzip(head) ? unzippedHead(head) : head);
  if (root === 'net') return importSumoNet;
  if (root?.startsWith('osm')) throw networkErrors.osm_xml({ file });
  throw networkErrors.unknown_format({ file });
}

/** Name of the first element of an XML file, whatever comments stand before it. */
function rootOf(head: Buffer): string | undefined {
  const text = head.toString('utf8').replace(/<!--[\s\S]*?-->/g, '');
  return /<([A-Za-z]+)[\s/>]/.exec(text)?.[1];
}

function unzippedHead(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    // Not what its first bytes promise: no format of ours.
    return Buffer.alloc(0);
  }
}

function headOf(file: string): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    throw networkErrors.no_file({ file });
  }
  try {
    return head.subarray(0, readSync(handle, head));
  } catch (error) {
    throw networkErrors.no_regular_file({
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  } finally {
    closeSync(handle);
  }
}
