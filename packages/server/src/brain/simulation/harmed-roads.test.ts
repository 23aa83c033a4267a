import { textNetwork } from '@opentocc/testkit';
import { expect, it } from 'vitest';
import { harmedRoads } from './harmed-roads.ts';

const { network, link } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C

  AB arterial 60 name=滨海大道
  BC arterial 60 name=科苑路
`);
const links = Uint32Array.of(link('AB'), link('BC'));
/** Two minutes; vehicle-kilometres and speed of BC, which AB has too. */
const runOf = (km: number, kmh: number, ab_kmh = 50) => ({
  driven_m: Float32Array.of(100_000, km * 500, 100_000, km * 500),
  spent_s: Float32Array.of(...[360_000 / ab_kmh, (km * 1800) / kmh, 360_000 / ab_kmh, (km * 1800) / kmh]),
});
const nothing = [runOf(100, 50), runOf(100, 50), runOf(100, 50)];
const harmed = (...runs: ReturnType<typeof runOf>[]) => harmedRoads(network, links, runs, nothing);

it('names the roads that become slower, by how much and from what to what', () => {
  expect(harmed(runOf(100, 25), runOf(100, 25), runOf(100, 25))).toEqual([
    {
      ...{ name: { zh: '科苑路', en: 'Keyuan Rd' }, links: [link('BC')] },
      ...{ lost_vehicle_hours: { mean: 2, half: 0 }, without_kmh: 50, with_kmh: 25 },
    },
  ]);
});

it('takes more vehicles at the same speed for no harm, nor what differs less than its band', () => {
  expect(harmed(runOf(300, 50), runOf(300, 50), runOf(300, 50))).toEqual([]);
  expect(harmed(runOf(100, 50), runOf(100, 20), runOf(100, 50))).toEqual([]);
  expect(harmedRoads(network, links, nothing, nothing)).toEqual([]);
});
