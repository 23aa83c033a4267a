import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { buildNetwork, type RawNetwork, type RoadNetwork, splitLongLinks } from '@opentocc/core/network';
import { networkErrors } from '../errors.ts';
import type { ImportOptions } from './options.ts';
import { importOsmPbf } from './osm-pbf.ts';
import { importSumoNet } from './sumo-net.ts';

const HEAD_BYTES = 4096;

/**
 * Reads a network from an OSM PBF or SUMO file, told apart by content.
 * @throws AppError when the file is missing, neither, damaged, or holds no road.
 */
export async function importNetwork(file: string, options: ImportOptions): Promise<RoadNetwork> {
  const raw = await importerOf(file)(file, options);
  if (raw.links.length === 0) throw networkErrors.no_links({ file });
  const name = basename(file).replace(/\.(osm\.pbf|pbf|net\.xml|xml)$/, '');
  return buildNetwork(splitLongLinks({ ...raw, name_zh: name, name_en: name }));
}

function importerOf(file: string): (file: string, options: ImportOptions) => Promise<RawNetwork> {
  const head = headOf(file);
  // The first block of a PBF: four bytes of length, then the header's type.
  if (head.subarray(0, 32).includes('OSMHeader')) return importOsmPbf;
  if (/<net[\s>]/.test(head.toString('utf8'))) return importSumoNet;
  throw networkErrors.unknown_format({ file });
}

function headOf(file: string): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    throw networkErrors.no_file({ file });
  }
  const length = readSync(handle, head);
  closeSync(handle);
  return head.subarray(0, length);
}
