import { textNetwork } from '@opentocc/testkit';
import { expect, it, vi } from 'vitest';
import { isCutOff } from './cut-off.ts';

const { network, link } = textNetwork(`
  A--B--C--D--E--F
  |  |  |  |  |  |
  G--H--I--J--K--L
  |  |  |  |  |  |
  M--N--O--P--Q--R
  |  |  |  |  |  |
  S--T--U--V--W--X
  |  |  |  |  |  |
  Y--Z--0--1--2--3
  |  |  |  |  |  |
  4--5--6--7--8--9
`);

it('a closure is looked at no further than the nearest way round', () => {
  const looked = vi.spyOn(network.turn_link, 'subarray');
  expect(isCutOff(network, link('OP'), new Set([link('OP')]))).toBe(false);
  expect(looked.mock.calls.length).toBeLessThan(network.link_count);
});
