import { textNetwork } from '@opentocc/testkit';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../time/index.ts';
import { estimateLinkStates, LinkFusion, TravelAccumulator } from './index.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);
/** Roads of cars, one busway beside them and one far off, all of one class and of one district. */
const city = textNetwork(`
  A----B----C----D
  G----H----I----J
  P----Q
  U----V

  GH for=bus
  HI for=bus
  IJ for=bus
  UV for=bus
  district 福田 DU
`);

/** Speeds of all links in the third of three windows with the same passes, three on each link named, km/h. */
function speedsAfter(passes: Readonly<Record<string, number>>): (name: string) => number {
  const fusion = new LinkFusion(city.network, { widest: 2 });
  const free_flow_kmh = new Float32Array(city.network.link_count).fill(60);
  let speed_kmh = new Float32Array();
  for (const window of [0, 1, 2]) {
    const end_ms = START_MS + window * 5 * MINUTE_MS;
    const travel = new TravelAccumulator(city.network);
    let slot = 0;
    for (const [name, kmh] of Object.entries(passes))
      for (const more_kmh of [-1, 0, 1]) {
        const link = city.link(name);
        const length_m = city.network.link_length_m[link];
        const exit_ms = end_ms - MINUTE_MS;
        travel.travel(slot, link, 0, length_m, exit_ms - (length_m * 3600) / (kmh + more_kmh), exit_ms);
        travel.interrupt(slot++);
      }
    const sums = travel.read(end_ms, 5);
    const context = { network_version: 'v', sequence: window + 1, free_flow_kmh, stateOf: () => 1 };
    speed_kmh = fusion.fuse(sums, estimateLinkStates(sums, context), { stateOf: () => 1 }).speed_kmh.slice();
  }
  return (name) => speed_kmh[city.link(name)];
}

const jam = { AB: 12, BC: 12, CD: 12, BA: 12, CB: 12, DC: 12 };
const buses = { GH: 45, HI: 45, IJ: 45, HG: 45, IH: 45, JI: 45 };

test('buses on roads of their own do not make the jam of cars elsewhere look better', () => {
  const [alone, beside] = [speedsAfter(jam), speedsAfter({ ...jam, ...buses })];
  for (const name of ['PQ', 'QP']) expect(beside(name)).toBeCloseTo(alone(name), 3);
});

test('a jam of cars does not slow down a busway on which no bus was seen', () => {
  const [alone, beside] = [speedsAfter(buses), speedsAfter({ ...jam, ...buses })];
  for (const name of ['UV', 'VU']) expect(beside(name)).toBeCloseTo(alone(name), 3);
  expect(beside('UV')).toBeGreaterThan(2 * beside('PQ'));
});
