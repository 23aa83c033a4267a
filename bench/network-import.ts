import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeNetwork, encodeNetwork } from '@opentocc/core/network';
import { createLinkRouter } from '@opentocc/core/routing';
import { importNetwork } from '../packages/server/src/brain/network/index.ts';
import type { Bench } from './harness.ts';

const PORTO = join(import.meta.dirname, '../../shared/data/osm-porto/porto_portugal.osm.pbf');
const SEARCHES = 50;

/** From an OSM extract to a network that is ready: import, file, load, and one-to-all searches on it. */
export const run: Bench = async ([file = PORTO], report) => {
  if (!existsSync(file)) {
    process.stdout.write(`skipped: no file ${file}\n`);
    return;
  }
  const timed = async <T>(work: () => T | Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    const value = await work();
    return [value, (performance.now() - start) / 1000];
  };
  const [network, import_s] = await timed(() => importNetwork(file, { districts: [] }));
  const note = `${network.link_count} links`;
  report({ figure: 'import OSM PBF', value: import_s, unit: 's', note });
  report({
    figure: 'peak memory of the process',
    value: process.resourceUsage().maxRSS / 1024,
    unit: 'MB',
    note,
  });
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-bench-'));
  const target = join(folder, 'city.net');
  const bytes = encodeNetwork(network);
  writeFileSync(target, bytes);
  report({ figure: 'network file', value: bytes.byteLength / 2 ** 20, unit: 'MB', note });
  const [loaded, load_s] = await timed(() => decodeNetwork(new Uint8Array(readFileSync(target)).buffer));
  report({ figure: 'load network file', value: load_s, unit: 's', note });
  rmSync(folder, { recursive: true });
  const cost_s = Float32Array.from(
    loaded.link_length_m,
    (m, link) => (m * 3.6) / loaded.link_limit_kmh[link],
  );
  const router = createLinkRouter(loaded);
  const [, search_s] = await timed(() => {
    for (let i = 0; i < SEARCHES; i++)
      router.oneToAll(Math.floor((i * loaded.link_count) / SEARCHES), cost_s);
  });
  report({ figure: 'shortest paths, one to all', value: (search_s * 1000) / SEARCHES, unit: 'ms', note });
};
