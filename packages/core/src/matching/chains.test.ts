import { textNetwork } from '@opentocc/testkit';
import { describe, expect, test } from 'vitest';
import { NONE_U32 } from '../network/index.ts';
import { chainsOf } from './chains.ts';

const LONG_M = 10_000;

/** Chains of a drawing as letters, in order of the alphabet; one character of a drawing is 100 m. */
function drawn(text: string, longest_m = LONG_M): string[] {
  const city = textNetwork(text);
  const { links } = chainsOf(city.network, longest_m);
  return Array.from({ length: links.offset.length - 1 }, (_, chain) =>
    city.letters([...links.items.subarray(links.offset[chain], links.offset[chain + 1])]),
  ).sort();
}

describe('links are one chain', () => {
  test('where nothing branches off, each direction by itself', () => {
    expect(drawn('A-B-C-D')).toEqual(['ABCD', 'DCBA']);
  });

  test('up to the junction', () => {
    const text = `
      A-B-C-D
          |
          E
    `;
    expect(drawn(text)).toEqual(['ABC', 'CBA', 'CD', 'CE', 'DC', 'EC']);
  });

  test('not where a one-way street becomes one of both directions', () => {
    expect(drawn('A>B-C')).toEqual(['AB', 'BC', 'CB']);
  });

  test('up to a length, and both directions are cut at the same places', () => {
    expect(drawn('A-B-C-D', 400)).toEqual(['ABC', 'CBA', 'CD', 'DC']);
  });

  test('also in a ring', () => {
    const text = `
      A>B
      ^ v
      D<C
    `;
    expect(drawn(text)).toEqual(['ABCDA']);
  });
});

test('each link has its place, and each chain its opposite', () => {
  const city = textNetwork('A-B-C-D');
  const { of_link, start_m, length_m, reverse, links, place } = chainsOf(city.network, LONG_M);
  const [ab, cd, dc] = [city.link('AB'), city.link('CD'), city.link('DC')];
  expect(start_m[ab]).toBe(0);
  expect(start_m[cd] + city.network.link_length_m[cd]).toBeCloseTo(length_m[of_link[cd]], 3);
  expect(reverse[of_link[ab]]).toBe(of_link[dc]);
  expect(links.items[place[cd]]).toBe(cd);
  expect(reverse.includes(NONE_U32)).toBe(false);
});
