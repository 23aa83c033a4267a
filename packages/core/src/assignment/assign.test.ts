import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assign, NoPathError } from './assign.ts';
import { LinkCosts } from './link-costs.ts';
import { type CostFactors, parseTntpNetwork, parseTntpTrips, TntpError } from './tntp.ts';

const FOLDER = '../shared/data/tntp';

/** Links as "from to capacity free-time b power". */
function network(nodes: number, zones: number, rows: string[]): string {
  const body = rows.map((row) => {
    const [from, to, capacity, time, b, power] = row.split(' ');
    return `${from} ${to} ${capacity} 1 ${time} ${b} ${power} 0 0 1 ;`;
  });
  return `<NUMBER OF ZONES> ${zones}\n<NUMBER OF NODES> ${nodes}\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> ${rows.length}\n<END OF METADATA>\n${body.join('\n')}`;
}

const trips = (text: string) => `<NUMBER OF ZONES> 2\n<END OF METADATA>\nOrigin 1\n${text}`;

test("Braess' paradox: the new road makes all trips longer, 92 instead of 83", () => {
  const rows = [
    '1 3 1 0.00000001 1000000000 1',
    '1 4 1 50 0.02 1',
    '3 2 1 50 0.02 1',
    '4 2 1 0.00000001 1000000000 1',
  ];
  const demand = parseTntpTrips(trips('2 : 6.0;'), 2);
  const before = assign(parseTntpNetwork(network(4, 2, rows)), demand);
  const after = assign(parseTntpNetwork(network(4, 2, [...rows, '3 4 1 10 0.1 1'])), demand);
  expect(before.total_cost / 6).toBeCloseTo(83, 3);
  expect(after.total_cost / 6).toBeCloseTo(92, 3);
});

test('no trips are in equilibrium at once', () => {
  const empty = assign(parseTntpNetwork(network(2, 2, ['1 2 1 1 0 1'])), new Float64Array(4));
  expect(empty).toMatchObject({ relative_gap: 0, iterations: 1, total_cost: 0, path_count: 0 });
});

test('what is no TNTP file and trips without a path are named', () => {
  expect(() => parseTntpNetwork('hello')).toThrow(TntpError);
  expect(() => parseTntpTrips(trips('3 : 1.0;'), 2)).toThrow(/2 zones/);
  const cut = parseTntpNetwork(network(3, 2, ['1 3 1 1 0 1']));
  expect(() => assign(cut, parseTntpTrips(trips('2 : 6.0;'), 2))).toThrow(NoPathError);
});

describe.skipIf(!existsSync(FOLDER))('networks of the field to a relative gap of 1e-6', () => {
  test.each<[string, string, CostFactors, number]>([
    ['SiouxFalls', 'SiouxFalls', {}, 4_231_335.287],
    ['Anaheim', 'Anaheim', {}, Number.NaN],
    ['Chicago-Sketch', 'ChicagoSketch', { toll: 0.02, distance: 0.04 }, Number.NaN],
  ])('%s: objective and flows of the published solution', (folder, name, factors, known) => {
    const read = (part: string) => readFileSync(`${FOLDER}/${folder}/${name}_${part}.tntp`, 'utf8');
    const net = parseTntpNetwork(read('net'), factors);
    const before_s = process.cpuUsage().user / 1e6;
    const result = assign(net, parseTntpTrips(read('trips'), net.zone_count));
    const cpu_s = process.cpuUsage().user / 1e6 - before_s;
    const published = new LinkCosts(net);
    const index = new Map(
      Array.from(net.link_from, (from, link) => [from * net.node_count + net.link_to[link], link]),
    );
    for (const line of read('flow').split('\n').slice(1)) {
      const [from, to, volume] = line.trim().split(/\s+/).map(Number);
      const link = index.get((from - 1) * net.node_count + to - 1);
      if (link !== undefined) published.add(link, volume);
    }
    const best = published.objective();
    console.info(
      `${folder}: gap ${result.relative_gap.toExponential(2)} after ${result.iterations} iterations, ${result.path_count} paths, ${cpu_s.toFixed(2)} CPU-s; objective ${result.objective.toFixed(3)}, published flows ${best.toFixed(3)}`,
    );
    expect(result.relative_gap).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(result.objective / best - 1)).toBeLessThan(2e-6);
    if (!Number.isNaN(known)) expect(Math.abs(result.objective / known - 1)).toBeLessThan(2e-6);
  });
});
