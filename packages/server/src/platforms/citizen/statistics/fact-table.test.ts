import { DAY_MS } from '@opentocc/core/time';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, figureOf, Tally } from './counting.ts';
import type { Fact } from './fact.ts';
import { FactTable } from './fact-table.ts';
import { FIGURES, type Sources } from './figures.ts';
import { FoundItems } from './found-items.ts';

const NOVEMBER_MS = Date.parse('2026-11-01T00:00:00+08:00');
const DECEMBER_MS = Date.parse('2026-12-01T00:00:00+08:00');
const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
/** Around the borders of the month, where a millisecond decides. */
const at = fc
  .tuple(one(NOVEMBER_MS, DECEMBER_MS), fc.integer({ min: -3, max: 3 }), one(-1, 0, 1))
  .map(([from_ms, days, ms]) => from_ms + days * DAY_MS + ms);
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

const fact: fc.Arbitrary<Fact> = fc.record({
  // Over several blocks of the table.
  case: one(1, 2, 3, 4, 5, 1500, 1501, 2600, 9000),
  version: fc.integer({ min: 1, max: 4 }),
  type: one('consultation' as const, 'complaint' as const, 'suggestion' as const),
  field: one('highway' as const, 'urban_passenger' as const),
  unit: one(null, 'bus-group', 'pengcheng-taxi'),
  district: one(null, '440304'),
  taken_by: one('agent', 'other'),
  answered_by: one(null, 'agent'),
  received_ms: at,
  at_once: fc.boolean(),
  is_answered: fc.boolean(),
  dispatches: fc.nat(2),
  returns: fc.nat(1),
  reworks: fc.nat(1),
  is_left_out: fc.boolean(),
  answer_due_ms: maybe(at),
  answer_finished_ms: maybe(at),
  closing_due_ms: maybe(at),
  closing_finished_ms: maybe(at),
});

/** The newest version of each; of one version what came last. */
function newest(facts: readonly Fact[]): Fact[] {
  const known = new Map<number, Fact>();
  for (const one of facts) if ((known.get(one.case)?.version ?? 0) <= one.version) known.set(one.case, one);
  return [...known.values()];
}

function tableOf(facts: readonly Fact[]): FactTable {
  const table = new FactTable();
  for (const one of facts) table.apply(one);
  return table;
}

const sourcesOf = (facts: Sources['facts']): Sources => ({
  ...{ from_ms: NOVEMBER_MS, to_ms: DECEMBER_MS, now_ms: DECEMBER_MS + 2 * DAY_MS, facts },
  ...{ visits: [], visited: new Set([2, 1500]), rectifications: [], reviews: [], reviewed: new Set([3]) },
  calls: [],
});

async function figuresOf(facts: Sources['facts']) {
  const tallies = FIGURES.map(({ key, judges }) => ({ key, judges, tally: new Tally() }));
  await count(
    sourcesOf(facts),
    tallies.map(({ judges, tally }) => ({ judges, take: (_of, _thing, _at, counts) => tally.add(counts) })),
  );
  return tallies.map(({ key, tally: { proportion } }) => [key, proportion.numerator, proportion.denominator]);
}

test('facts that came one change after the other give the figures of facts that were worked out at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { maxLength: 60 }), async (changes) => {
      const right = newest(changes);
      const figures = await figuresOf(tableOf(changes));
      expect(figures).toEqual(await figuresOf(tableOf(right)));
      // And of rows that no table ever held, of which none is passed over.
      const rows = {
        find: (id: number) => right.find((one) => one.case === id),
        within: () => right.values(),
      };
      expect(figures).toEqual(await figuresOf(rows as Sources['facts']));
    }),
    { numRuns: 300 },
  );
});

test('a case is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 30 }), (changes) => {
      const table = tableOf(changes);
      for (const right of newest(changes)) expect(table.find(right.case)).toMatchObject(right);
      expect([table.find(7), table.find(1_000_000)]).toEqual([undefined, undefined]);
    }),
  );
});

test('what is due at the midnight after the last day counts on that day, also of a case of the month before', async () => {
  const late: Fact = {
    ...{ case: 1, version: 1, type: 'complaint', field: 'highway', unit: null, district: null },
    ...{ taken_by: 'agent', answered_by: null, received_ms: NOVEMBER_MS - DAY_MS, at_once: false },
    ...{ is_answered: false, dispatches: 1, returns: 0, reworks: 0, is_left_out: false },
    ...{ answer_due_ms: DECEMBER_MS, answer_finished_ms: null, closing_due_ms: DECEMBER_MS },
    closing_finished_ms: null,
  };
  const figures = await figuresOf(tableOf([late]));
  expect(figures).toContainEqual(['answered_in_time', 0, 1]);
  expect(figures).toContainEqual(['complaints_closed_in_time', 0, 1]);
});

test('of hours that are all exempt the net figure says so, and not that there are no calls', async () => {
  const call = { call: 'x', begin_ms: NOVEMBER_MS, answered: true, wait_ms: 40_000, exempt: true };
  const tallies = FIGURES.map((definition) => ({ definition, tally: new Tally() }));
  await count(
    { ...sourcesOf(new FactTable()), calls: [call] },
    tallies.map(({ definition: { judges }, tally }) => ({
      judges,
      take: (_of, _thing, _at, counts) => tally.add(counts),
    })),
  );
  const figures = tallies.map(({ definition, tally }) => figureOf(definition, tally.proportion, null));
  const why = (key: string) => figures.find((one) => one.key === key)?.unavailable;
  expect(why('connected_15s')).toBeNull();
  expect(why('connected_15s_net')?.en).toBe('There are no records of calls outside of exempt hours');
});

test('pages of what is counted are those of one sorted list', () => {
  const item = fc.record({
    thing: fc.integer({ min: 1, max: 30 }),
    at_ms: at,
    counts: fc.boolean(),
    type: one(null),
    field: one(null),
    unit: one(null),
  });
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 60 }),
      fc.nat(70),
      fc.integer({ min: 1, max: 20 }),
      (all, from, n) => {
        const found = new FoundItems();
        for (const one of all) found.add(one);
        const sorted = [...all].sort((a, b) => b.at_ms - a.at_ms || b.thing - a.thing);
        const keys = (items: readonly { at_ms: number; thing: number | string }[]) =>
          items.map(({ at_ms, thing }) => `${at_ms} ${thing}`);
        expect(keys(found.page(from, n))).toEqual(keys(sorted.slice(from, from + n)));
        expect(found.total).toBe(all.length);
      },
    ),
  );
});
