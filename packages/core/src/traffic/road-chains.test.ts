import { textNetwork } from '@opentocc/testkit';
import { expect, test } from 'vitest';
import { roadChains } from './road-chains.ts';

const city = textNetwork(`
  A----B----C
       |
       D
`);

test('a road goes on straight, each way, and a side road is a road of its own', () => {
  const { order, offset } = roadChains(city.network);
  const chains = Array.from({ length: offset.length - 1 }, (_, i) => [
    ...order.subarray(offset[i], offset[i + 1]),
  ]);
  expect(chains).toContainEqual([city.link('AB'), city.link('BC')]);
  expect(chains).toContainEqual([city.link('CB'), city.link('BA')]);
  expect(chains).toContainEqual([city.link('DB')]);
  expect([...order].sort((a, b) => a - b)).toEqual(
    Array.from({ length: city.network.link_count }, (_, i) => i),
  );
});
