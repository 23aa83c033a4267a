import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { FleetCoverage } from './demo-coverage.ts';

const { network, link } = textNetwork(`
  A>>>B>>>C>>>D
`);
const OFTEN = link('AB');
const SOMETIMES = link('BC');
const NEVER = link('CD');
const WINDOWS = 4000;

function passes(counts: Record<number, number>): Uint16Array {
  const samples = new Uint16Array(network.link_count);
  for (const [at, count] of Object.entries(counts)) samples[Number(at)] = count;
  return samples;
}

describe('the coverage of a fleet', () => {
  const fleet = new FleetCoverage(network, 7);
  for (let n = 0; n < 12; n++)
    fleet.learn(passes({ [OFTEN]: 6, ...(n % 2 === 0 ? { [SOMETIMES]: 2 } : {}) }));
  const recalled = Array.from({ length: WINDOWS }, (_, window) => fleet.passesIn(window));
  const shareOf = (one: number) => recalled.filter((samples) => samples[one] > 0).length / WINDOWS;

  it('covers each link as often as the fleet did, and one that it never saw now and then', () => {
    // Of the class, half of all windows of all links: it counts for one window beside the twelve that were driven.
    expect(shareOf(OFTEN)).toBeCloseTo(12.5 / 13, 1);
    expect(shareOf(SOMETIMES)).toBeCloseTo(6.5 / 13, 1);
    expect(shareOf(NEVER)).toBeGreaterThan(0);
    expect(shareOf(NEVER)).toBeLessThan(0.08);
  });

  it('counts as many passes as the fleet made', () => {
    expect(new Set(recalled.map((samples) => samples[OFTEN]))).toEqual(new Set([0, 6]));
    expect(Math.max(...recalled.map((samples) => samples[SOMETIMES]))).toBe(2);
  });

  it('says the same of the same window, and lets gaps follow no pattern', () => {
    expect(fleet.passesIn(77)).toEqual(recalled[77]);
    const gaps = recalled.map((samples) => (samples[SOMETIMES] === 0 ? 1 : 0));
    for (let step = 1; step <= 6; step++) {
      const both = gaps.filter((gap, window) => gap && gaps[window + step]).length / WINDOWS;
      expect(both).toBeGreaterThan(0.2);
      expect(both).toBeLessThan(0.3);
    }
  });
});
