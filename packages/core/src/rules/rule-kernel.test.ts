import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KernelRule, RuleKernel } from './index.ts';

const MINUTE = 60_000;
const none = Number.NaN;
const SLOW: KernelRule = {
  ...{ column: 0, sign: -1, thresholds: [none, 30, 20, 10], hysteresis: 5 },
  ...{ for_ms: 2 * MINUTE, clear_ms: 3 * MINUTE, members: null },
};

/** Levels of one subject, minute by minute; 0 is none. */
function levelsOf(rule: KernelRule, values: readonly number[]): number[] {
  const kernel = new RuleKernel();
  kernel.setRules([rule], () => []);
  return values.map((value, minute) => {
    kernel.step(minute * MINUTE, [Float32Array.of(value)], () => true);
    return kernel.slots.count > 0 ? kernel.slots.level[0] : 0;
  });
}

describe('a rule', () => {
  it('fires once a threshold was passed for long enough, at the level that lasted', () => {
    expect(levelsOf(SLOW, [50, 25, 25, 25, 15, 15, 15])).toEqual([0, 0, 0, 2, 2, 2, 3]);
    expect(levelsOf(SLOW, [25, 25, 40, 25, 25, 25])).toEqual([0, 0, 0, 0, 0, 2]);
  });

  it('is clear only past the hysteresis, and once that has lasted', () => {
    expect(levelsOf({ ...SLOW, for_ms: 0 }, [25, 34, 34, 34, 34, 34])).toEqual([2, 2, 2, 2, 2, 2]);
    expect(levelsOf({ ...SLOW, for_ms: 0 }, [25, 36, 36, 36, 36])).toEqual([2, 2, 2, 2, 0]);
    expect(levelsOf({ ...SLOW, for_ms: 0 }, [25, 36, 36, 25, 36, 36, 36, 36])).toEqual([
      2, 2, 2, 2, 2, 2, 2, 0,
    ]);
  });

  it('falls to the milder level that still holds', () => {
    expect(levelsOf({ ...SLOW, for_ms: 0 }, [5, 27, 27, 27, 27])).toEqual([4, 4, 4, 4, 2]);
  });

  it('stands still while there is no value, and is forgotten when that lasts', () => {
    expect(levelsOf(SLOW, [25, none, 25, 25])).toEqual([0, 0, 2, 2]);
    expect(levelsOf({ ...SLOW, for_ms: 0 }, [25, ...Array(12).fill(none)]).slice(-3)).toEqual([2, 0, 0]);
  });

  it('loses what it holds outside its hours', () => {
    const kernel = new RuleKernel();
    kernel.setRules([{ ...SLOW, for_ms: 0 }], () => []);
    kernel.step(0, [Float32Array.of(5)], () => true);
    expect(kernel.slots.count).toBe(1);
    kernel.step(MINUTE, [Float32Array.of(5)], () => false);
    expect([kernel.slots.count, kernel.changed]).toEqual([0, [0]]);
  });

  it('leaves out what is beyond the most, the worst first', () => {
    const kernel = new RuleKernel({ gap_ms: 600_000, most_slots: 2 });
    kernel.setRules([{ ...SLOW, for_ms: 0 }], () => []);
    kernel.step(0, [Float32Array.of(29, 3, 28, 2, 50)], () => true);
    expect([...kernel.slots.subject.subarray(0, kernel.slots.count)]).toEqual([3, 1]);
    expect(kernel.left_out[0]).toBe(2);
  });
});

/** One pair of rule and subject, notified minute by minute with nothing remembered but its history. */
function naiveLevel(rule: KernelRule, history: readonly number[]): number {
  let level = 0;
  const since: (number | null)[] = [null, null, null, null];
  let below: number | null = null;
  history.forEach((value, minute) => {
    const at = minute * MINUTE;
    let [ready, holds] = [0, 0];
    rule.thresholds.forEach((threshold, i) => {
      const over = (value - threshold) * rule.sign;
      since[i] = over >= 0 ? (since[i] ?? at) : null;
      const began = since[i];
      if (began !== null && at - began >= rule.for_ms) ready = i + 1;
      if (over >= -rule.hysteresis) holds = i + 1;
    });
    if (ready > level) [level, below] = [ready, null];
    else if (level > 0 && holds < level) {
      below ??= at;
      if (at - below >= rule.clear_ms) [level, below] = [holds, null];
    } else below = null;
  });
  return level;
}

const rules = fc.record({
  column: fc.constantFrom(0, 1),
  sign: fc.constantFrom<1 | -1>(1, -1),
  first: fc.integer({ min: 1, max: 5 }),
  lacks: fc.integer({ min: 0, max: 3 }),
  hysteresis: fc.integer({ min: 0, max: 2 }),
  for_ms: fc.constantFrom(0, MINUTE, 3 * MINUTE),
  clear_ms: fc.constantFrom(0, MINUTE, 2 * MINUTE),
  members: fc.constantFrom(null, [0], [1, 3], [0, 1, 2, 3, 4]),
});

it('many rules over many subjects are each as one rule over one subject', () => {
  const minutes = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 10, maxLength: 10 }), {
    minLength: 1,
    maxLength: 15,
  });
  fc.assert(
    fc.property(fc.array(rules, { minLength: 1, maxLength: 8 }), minutes, (drawn, values) => {
      const all = drawn.map(({ first, lacks, members, ...rule }): KernelRule => {
        const thresholds = [0, 1, 2, 3].map((i) => (i === lacks ? none : (first + i * 2) * 1));
        const ordered = rule.sign > 0 ? thresholds : thresholds.map((one) => 12 - one);
        return { ...rule, thresholds: ordered, members: members && Uint32Array.from(members) };
      });
      const kernel = new RuleKernel();
      kernel.setRules(all, () => []);
      values.forEach((ten, minute) => {
        const columns = [Float32Array.from(ten.slice(0, 5)), Float32Array.from(ten.slice(5))];
        kernel.step(minute * MINUTE, columns, () => true);
      });
      all.forEach((rule, r) => {
        const { slots } = kernel;
        const held = new Map<number, number>();
        for (let s = slots.offset[r]; s < slots.offset[r + 1]; s++)
          held.set(slots.subject[s], slots.level[s]);
        for (let subject = 0; subject < 5; subject++) {
          const isMember = rule.members === null || rule.members.includes(subject);
          const history = values.map((ten) => ten[rule.column * 5 + subject]);
          expect(held.get(subject) ?? 0).toBe(isMember ? naiveLevel(rule, history) : 0);
        }
      });
    }),
  );
});

it('goes on after it was stored and read back as if it had not been', () => {
  const [live, restored] = [new RuleKernel(), new RuleKernel()];
  live.setRules([SLOW], () => []);
  live.step(0, [Float32Array.of(25)], () => true);
  live.step(MINUTE, [Float32Array.of(25)], () => true);
  restored.setRules([SLOW], () => live.slots.save(0));
  restored.step(2 * MINUTE, [Float32Array.of(25)], () => true);
  expect(restored.slots.level[0]).toBe(2);
});
