import { textNetwork } from '@opentocc/testkit';
import { expect, it } from 'vitest';
import { perceivedTail_m, QUEUE_KMH } from './perceived-tail.ts';

const { network, link } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D
             ^
             E

  AB expressway 80
  BC expressway 80
  CD expressway 80
  EB arterial 80
`);
const FREE_KMH = 80;
const tailOf = (speeds: Record<string, number>) => {
  const kmh = new Map(Object.entries(speeds).map(([pair, speed]) => [link(pair), speed]));
  return perceivedTail_m(
    network,
    { link: link('BC'), at: 0.5 },
    { speed_kmh: (one) => kmh.get(one) ?? Number.NaN, free_flow_kmh: () => FREE_KMH },
  );
};
/** Mean speed of a link on a share of which a queue stands. */
const queued = (share: number) => 1 / (share / QUEUE_KMH + (1 - share) / FREE_KMH);
const bc_m = network.link_length_m[link('BC')];

it('reads the queue on the link of the incident from its speed', () => {
  expect(tailOf({ BC: FREE_KMH })).toBe(0);
  expect(tailOf({ BC: queued(0.2) })).toBeCloseTo(0.2 * bc_m, 3);
});

it('follows it upstream along the longest arm once it fills what lies before the incident', () => {
  expect(tailOf({ BC: queued(0.5), AB: queued(0.3), EB: queued(0.6) })).toBeCloseTo(
    0.5 * bc_m + Math.max(0.3 * network.link_length_m[link('AB')], 0.6 * network.link_length_m[link('EB')]),
    3,
  );
  expect(tailOf({ BC: queued(0.5), AB: FREE_KMH, EB: FREE_KMH })).toBeCloseTo(0.5 * bc_m, 3);
});

it('says nothing where perception knew nothing of the link, or of all that the queue goes on to', () => {
  expect(tailOf({})).toBeNull();
  expect(tailOf({ BC: queued(0.5) })).toBeNull();
  expect(tailOf({ BC: queued(0.5), AB: queued(0.3) })).toBeCloseTo(
    0.5 * bc_m + 0.3 * network.link_length_m[link('AB')],
    3,
  );
});
