import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLinkHierarchy, createLinkRouter } from '@opentocc/core/routing';
import { importNetwork } from '../packages/server/src/brain/network/index.ts';
import { type Bench, cpuSeconds } from './harness.ts';

const PORTO = join(import.meta.dirname, '../../shared/data/osm-porto/porto_portugal.osm.pbf');
const SEARCHES = 50;
const TABLE = 2000;

/** Times to all links and tables of times, by the hierarchy over turns and by plain search; both must agree. CPU times. */
export const run: Bench = async ([file = PORTO], report) => {
  if (!existsSync(file)) {
    process.stdout.write(`skipped: no file ${file}\n`);
    return;
  }
  const network = await importNetwork(file, { districts: [] });
  const { link_count, link_length_m, link_limit_kmh } = network;
  const cost_s = Float32Array.from(link_length_m, (m, link) => (m * 3.6) / link_limit_kmh[link]);
  const spread = (count: number) =>
    Uint32Array.from({ length: count }, (_, i) => Math.floor((i * link_count) / count));
  const timed = <T>(work: () => T): [T, number] => {
    const start_s = cpuSeconds();
    const value = work();
    return [value, cpuSeconds() - start_s];
  };
  const [hierarchy, build_s] = timed(() => createLinkHierarchy(network));
  const note = `${link_count} links`;
  report({ figure: 'order and elimination, once for a network', value: build_s, unit: 's', note });
  hierarchy.customize(cost_s);
  const [, customize_s] = timed(() => hierarchy.customize(cost_s));
  report({ figure: 'new costs', value: customize_s, unit: 's', note });
  report({ figure: 'arcs of a sweep', value: hierarchy.arc_count, unit: '', note });
  const router = createLinkRouter(network);
  const times = new Float32Array(link_count);
  const sources = spread(SEARCHES);
  const searchAll = (search: (from: number) => unknown) =>
    timed(() => sources.forEach((from) => void search(from)))[1];
  searchAll((from) => hierarchy.oneToAll(from, times));
  const swept_s = searchAll((from) => hierarchy.oneToAll(from, times));
  report({ figure: 'one to all, hierarchy', value: (1000 * swept_s) / SEARCHES, unit: 'ms', note });
  const plain_s = searchAll((from) => router.oneToAll(from, cost_s, times));
  report({ figure: 'one to all, plain search', value: (1000 * plain_s) / SEARCHES, unit: 'ms', note });
  const ends = spread(TABLE);
  const [, table_s] = timed(() => hierarchy.table(ends, ends));
  report({
    figure: 'many to many',
    value: TABLE ** 2 / table_s,
    unit: 'cells/CPU-s',
    note: `${TABLE} × ${TABLE}`,
  });
  const worst = sources.reduce(
    (most, from) => Math.max(most, difference(hierarchy.oneToAll(from), router.oneToAll(from, cost_s))),
    0,
  );
  report({ figure: 'largest difference from the plain search', value: worst, unit: 's' });
};

function difference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, own, link) => (own === b[link] ? most : Math.max(most, Math.abs(own - b[link]))), 0);
}
