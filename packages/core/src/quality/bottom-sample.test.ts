import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Keyed, offer } from './index.ts';

const keys = fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
const sampleOf = (offered: readonly Keyed[], size: number) => {
  const sample: Keyed[] = [];
  for (const one of offered) offer(sample, one, size);
  return sample.map(({ key }) => key);
};
const keyed = (all: readonly number[]) => all.map((key) => ({ key }));

test('the sample is the smallest keys, in order, whatever came first', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 10 }), (all, size) => {
      expect(sampleOf(keyed(all), size)).toEqual([...all].sort((a, b) => a - b).slice(0, size));
    }),
  );
});

test('samples of two threads offered to each other are the sample of everything', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 10 }), fc.nat(60), (all, size, cut) => {
      const [one, other] = [sampleOf(keyed(all.slice(0, cut)), size), sampleOf(keyed(all.slice(cut)), size)];
      expect(sampleOf(keyed([...one, ...other]), size)).toEqual(sampleOf(keyed(all), size));
    }),
  );
});
