import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bits, SubstringIndex, TimeColumn } from './index.ts';

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 300 });
const setOf = (values: readonly number[]): Bits => {
  const bits = new Bits();
  for (const value of values) bits.add(value);
  return bits;
};
const ascending = (values: Iterable<number>) => [...values].sort((a, b) => a - b);

describe('bits', () => {
  it('are a set: and, or and without give what sets give', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [and, or, without] = [setOf(a), setOf(a), setOf(a)];
        and.and(setOf(b));
        or.or(setOf(b));
        without.without(setOf(b));
        expect([...and.values()]).toEqual(ascending(a.filter((one) => b.includes(one))));
        expect([...or.values()]).toEqual(ascending(new Set([...a, ...b])));
        expect([...without.values()]).toEqual(ascending(a.filter((one) => !b.includes(one))));
        expect(or.count).toBe(new Set([...a, ...b]).size);
      }),
    );
  });

  it('give the largest in pages, whatever the page', () => {
    fc.assert(
      fc.property(numbers, fc.nat(320), fc.nat(60), (values, offset, limit) => {
        const falling = ascending(values).reverse();
        expect(setOf(values).largest(offset, limit)).toEqual(falling.slice(offset, offset + limit));
      }),
    );
  });

  it('are walked and cleared between two numbers', () => {
    fc.assert(
      fc.property(numbers, fc.nat(5200), fc.nat(5200), (values, from, to) => {
        const inside = ascending(values).filter((one) => one >= from && one < to);
        const bits = setOf(values);
        expect([...bits.values(from, to)]).toEqual(inside);
        bits.clearBetween(from, to);
        expect([...bits.values()]).toEqual(ascending(values).filter((one) => !inside.includes(one)));
      }),
    );
  });

  it('know what they hold after values come and go', () => {
    const bits = setOf([31, 32, 100_000]);
    bits.delete(32);
    bits.delete(1_000_000);
    expect([31, 32, 100_000, 1_000_000].map((one) => bits.has(one))).toEqual([true, false, true, false]);
  });
});

describe('a column of times', () => {
  it('leaves what lies within a span, also where times changed or were taken away', () => {
    const set = fc.tuple(fc.nat(4000), fc.option(fc.nat(1000)));
    fc.assert(
      fc.property(fc.array(set, { maxLength: 300 }), fc.nat(1000), fc.nat(1000), (sets, from_ms, to_ms) => {
        const [column, times] = [new TimeColumn(), new Map<number, number | null>()];
        for (const [value, at_ms] of sets) {
          column.set(value, at_ms);
          times.set(value, at_ms);
        }
        const bits = setOf([...times.keys()]);
        column.narrow(bits, from_ms, to_ms);
        const inside = [...times].filter(([, at]) => at !== null && at >= from_ms && at < to_ms);
        expect([...bits.values()]).toEqual(ascending(inside.map(([value]) => value)));
      }),
    );
  });

  it('takes whole blocks where time grows with the numbers', () => {
    const [column, bits] = [new TimeColumn(), new Bits()];
    for (let i = 0; i < 10_000; i++) {
      column.set(i, i * 1000);
      bits.add(i);
    }
    column.narrow(bits, 1_500_000, Number.POSITIVE_INFINITY);
    expect([bits.count, bits.largest(0, 1)]).toEqual([8500, [9999]]);
  });
});

describe('texts', () => {
  const find = (index: SubstringIndex, query: string, among: Bits): number[] => {
    for (const _ of index.narrow(query, among));
    return [...among.values()];
  };

  it('are found by every word, as reading all of them finds them, also after they changed', () => {
    // Few characters, so that words of queries and pairs of texts meet.
    const text = fc.string({
      unit: fc.constantFrom('公', '交', '站', '车', 'M', '2', '9', ' '),
      maxLength: 12,
    });
    const writes = fc.array(fc.tuple(fc.nat(40), text), { maxLength: 120 });
    fc.assert(
      fc.property(writes, text, numbers, (all, query, others) => {
        const [index, texts] = [new SubstringIndex(), new Map<number, string>()];
        for (const [id, one] of all) {
          index.set(id, one);
          texts.set(id, one.toLowerCase());
        }
        const ids = [...texts.keys()];
        const words = query.toLowerCase().split(' ').filter(Boolean);
        const right = ids.filter((id) => words.every((word) => texts.get(id)?.includes(word)));
        expect(find(index, query, setOf(ids))).toEqual(ascending(right));
        const among = others.filter((id) => texts.has(id));
        expect(find(index, query, setOf(among))).toEqual(ascending(right.filter((id) => among.includes(id))));
      }),
      { numRuns: 400 },
    );
  });

  it('are the same in full and half width, and in whatever case', () => {
    const index = new SubstringIndex();
    index.set(7, '车牌粤B·Ｄ12345，M２９９ 路');
    for (const query of ['粤b·d12345', 'Ｍ299', 'm299　路', '路'])
      expect(find(index, query, setOf([7])), query).toEqual([7]);
    expect(find(index, '299 400', setOf([7]))).toEqual([]);
  });

  it('let others have their turn while very many are read', () => {
    const [index, bits] = [new SubstringIndex(), new Bits()];
    for (let i = 0; i < 5000; i++) {
      index.set(i, `公交站等车${i}`);
      bits.add(i);
    }
    let pauses = 0;
    for (const _ of index.narrow('公交站', bits)) pauses++;
    expect([bits.count, pauses]).toEqual([5000, 10]);
  });
});
