import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitmentOf, drawFrom, drawnOf, faultOf, type ListedCase, listHashOf, stratumOf } from './draw.ts';

const SEED = '5f'.repeat(32);
const listed = (n: number, type: string, unit: string, rule: string | null = null): ListedCase[] =>
  Array.from({ length: n }, (_, i) => ({
    ...{ number: `SZ12328-20261127-${type}${unit}${String(i).padStart(4, '0')}`, type, unit, rule },
  }));
const CASES = [
  ...listed(101, 'consultation', ''),
  ...listed(3, 'complaint', 'taxi-firm'),
  ...listed(1, 'suggestion', 'futian'),
  ...listed(40, 'complaint', 'nanshan', 'no_contact'),
];
const sheetOf = (cases: readonly ListedCase[], witness = '') => {
  const list_hash = listHashOf(cases);
  return {
    ...{ format: 'opentocc-visit-draw-1' as const, method: { zh: '', en: '' }, draw: 1, committed_ms: 0 },
    ...{ from: '2026-11-01', to: '2026-11-07', share: 0.25, list_hash, seed: SEED, witness },
    ...{ commitment: commitmentOf(SEED, list_hash), cases: [...cases] },
    drawn: drawFrom(cases, { seed: SEED, witness, share: 0.25 }),
  };
};

test('of each type and unit a quarter is drawn, rounded up, and none that a rule leaves out', () => {
  const drawn = new Set(drawFrom(CASES, { seed: SEED, witness: '', share: 0.25 }));
  const counts: Record<string, number> = {};
  for (const one of CASES)
    if (drawn.has(one.number)) counts[stratumOf(one)] = (counts[stratumOf(one)] ?? 0) + 1;
  expect(counts).toEqual({ 'consultation\t': 26, 'complaint\ttaxi-firm': 1, 'suggestion\tfutian': 1 });
});

test('a share is never rounded up by the way numbers are stored', () => {
  expect([
    drawnOf(0.07, 100),
    drawnOf(0.29, 100),
    drawnOf(0.25, 4),
    drawnOf(0.25, 5),
    drawnOf(0.25, 0),
  ]).toEqual([7, 29, 1, 2, 0]);
});

test('the order in which cases are listed decides nothing; seed and witness do', () => {
  const by = { seed: SEED, witness: '', share: 0.25 };
  expect(drawFrom([...CASES].reverse(), by)).toEqual(drawFrom(CASES, by));
  expect(listHashOf([...CASES].reverse())).toBe(listHashOf(CASES));
  expect(drawFrom(CASES, { ...by, witness: '沪深 300 收 4521.33' })).not.toEqual(drawFrom(CASES, by));
  expect(drawFrom(CASES, { ...by, seed: '60'.repeat(32) })).not.toEqual(drawFrom(CASES, by));
});

test('whoever has the sheet draws the same with other tools', () => {
  const { cases, drawn, list_hash, commitment } = sheetOf(CASES, '见证');
  const digest = (text: string) =>
    execFileSync('openssl', ['dgst', '-sm3', '-r'], { input: text }).toString().slice(0, 64);
  const lines = cases
    .map(({ number, type, unit, rule }) => `${number}\t${type}\t${unit}\t${rule ?? ''}\n`)
    .sort();
  expect(digest(lines.join(''))).toBe(list_hash);
  expect(digest(`${SEED}\n${list_hash}\n`)).toBe(commitment);
  const small = cases.filter(({ unit }) => unit === 'taxi-firm').map(({ number }) => number);
  const first = small.sort((a, b) =>
    digest(`${SEED}\n见证\n${a}\n`) < digest(`${SEED}\n见证\n${b}\n`) ? -1 : 1,
  )[0];
  expect(drawn.filter((number) => small.includes(number))).toEqual([first]);
});

test('a sheet that was tampered with is found out, wherever', () => {
  const sheet = sheetOf(CASES);
  expect(faultOf(sheet)).toBeNull();
  expect(faultOf({ ...sheet, seed: null })?.en).toMatch(/not revealed/);
  expect(faultOf({ ...sheet, cases: sheet.cases.slice(1) })?.en).toMatch(/list/);
  expect(faultOf({ ...sheet, seed: '60'.repeat(32) })?.en).toMatch(/committed/);
  expect(faultOf({ ...sheet, drawn: sheet.drawn.slice(1) })?.en).toMatch(/other cases/);
  expect(faultOf({ ...sheet, share: 0.5 })?.en).toMatch(/other cases/);
});

test('no case is favoured: over many seeds each is drawn about as often as every other', () => {
  const cases = listed(20, 'complaint', 'bus');
  const counts = new Map<string, number>();
  for (let i = 0; i < 4000; i++)
    for (const number of drawFrom(cases, { seed: `seed ${i}`, witness: '', share: 0.25 }))
      counts.set(number, (counts.get(number) ?? 0) + 1);
  // 1000 ± 27 by chance; 5 standard deviations.
  for (const { number } of cases) expect(Math.abs((counts.get(number) ?? 0) - 1000)).toBeLessThan(137);
});

test('as many as promised are drawn, each once, whatever the list is', () => {
  const types = fc.constantFrom('consultation', 'complaint', 'suggestion');
  const some = fc.array(fc.tuple(types, fc.constantFrom('', 'a', 'b'), fc.boolean()), { maxLength: 200 });
  fc.assert(
    fc.property(some, fc.string(), fc.integer({ min: 250, max: 1000 }), (rows, seed, permille) => {
      const cases = rows.map(([type, unit, out], i) => ({
        number: `N${i}`,
        type,
        unit,
        rule: out ? 'x' : null,
      }));
      const drawn = drawFrom(cases, { seed, witness: '', share: permille / 1000 });
      expect(new Set(drawn).size).toBe(drawn.length);
      const eligible = cases.filter(({ rule }) => rule === null);
      for (const stratum of new Set(eligible.map(stratumOf))) {
        const members = eligible.filter((one) => stratumOf(one) === stratum);
        const chosen = members.filter(({ number }) => drawn.includes(number));
        expect(chosen.length).toBe(drawnOf(permille / 1000, members.length));
      }
    }),
    { numRuns: 50 },
  );
});
