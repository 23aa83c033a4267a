import type { CaseCard, CaseState } from '@opentocc/contract';
import { CaseSearch } from '@opentocc/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CaseIndex, type CaseQuery, type IndexedCase, type Page } from './case-index.ts';
import { isOpen } from './model.ts';
import { type Extent, reachOfExtent } from './reach.ts';

const STATES: readonly CaseState[] = ['received', 'dispatched', 'answered', 'closed', 'archived'];
const CARDS: readonly CaseCard[] = ['none', 'yellow', 'red'];
const UNITS = ['pengcheng-taxi', 'bus-group', null];
const DISTRICTS = ['440304', '440305', null];

const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const at = fc.integer({ min: 0, max: 50 });

interface Written {
  readonly row: IndexedCase;
  readonly text: string;
}

const written: fc.Arbitrary<Written> = fc.record({
  row: fc.record({
    id: fc.integer({ min: 1, max: 60 }),
    version: fc.integer({ min: 1, max: 3 }),
    number: one('SZ12328-20261012-000001', 'SZ12328-20261012-000002'),
    title: one('绕路', '积水'),
    place: one('白石洲', ''),
    meant: one('鹏城出租', ''),
    state: one(...STATES),
    type: one('complaint' as const, 'consultation' as const),
    field: one('highway' as const, 'urban_passenger' as const),
    category: one('toll', 'bus_line', 'taxi_service'),
    channel: one('phone' as const, 'mail' as const),
    unit: one(...UNITS),
    district: one(...DISTRICTS),
    card: one(...CARDS),
    supervision: one('none' as const, 'urged' as const),
    requests: fc.integer({ min: 0, max: 2 }),
    received_ms: at,
    closed_ms: fc.option(at),
    due_ms: fc.option(at),
    merged_into: fc.option(fc.constant(1)),
  }),
  text: one('司机绕路多收三十元', '路面积水很深', 'M299 路末班车几点'),
});

const extent: fc.Arbitrary<Extent> = one<Extent>(
  null,
  { units: null, area: null },
  { units: null, area: ['440304'] },
  { units: ['bus-group', 'nobody'], area: null },
  { units: [], area: null },
);

const query: fc.Arbitrary<CaseQuery> = fc.record({
  filter: fc.record({
    view: one('open' as const, 'all' as const, 'mine' as const),
    sort: one('due' as const, 'newest' as const),
    text: maybe(one('绕路', '路', '积水 白石洲', 'm299', '000002', '')),
    state: maybe(one(...STATES)),
    type: maybe(one('complaint' as const)),
    field: maybe(one('highway' as const)),
    unit: maybe(one('bus-group')),
    channel: maybe(one('mail' as const)),
    card: maybe(one('red' as const)),
    supervision: maybe(one('urged' as const)),
    requests: maybe(one('open' as const)),
    from_ms: maybe(at),
    to_ms: maybe(at),
  }),
  categories: one(null, new Set(['toll', 'bus_line'])),
  extent,
  waits: one(null, 'hotline' as const, 'unit' as const),
});
const page: fc.Arbitrary<Page> = fc.record({ offset: fc.nat(20), limit: fc.integer({ min: 1, max: 20 }) });

/** What a list shows, by reading every case and sorting all that fit. */
function scanned(all: readonly Written[], { filter, categories, extent, waits }: CaseQuery): number[] {
  const { view, sort, text = '', from_ms = 0, to_ms = 100, requests } = filter;
  const reach = reachOfExtent(extent);
  const fits = ({ row, text: said }: Written): boolean => {
    const searched = `${row.number} ${row.place} ${row.meant} ${row.title} ${said}`.toLowerCase();
    const asked = (['state', 'type', 'field', 'unit', 'channel', 'card', 'supervision'] as const).every(
      (name) => filter[name] === undefined || filter[name] === row[name],
    );
    const isWaiting =
      waits === null ||
      (waits === 'unit' ? row.state === 'dispatched' : row.state !== 'dispatched' || row.requests > 0);
    return (
      [asked, isWaiting, reach(row), view === 'all' || isOpen(row)].every(Boolean) &&
      (requests === undefined || row.requests > 0) &&
      (categories === null || categories.has(row.category)) &&
      row.received_ms >= from_ms &&
      row.received_ms < to_ms &&
      text.split(' ').every((word) => searched.includes(word))
    );
  };
  const found = all.filter(fits).map(({ row }) => row);
  const newest = found.sort((a, b) => b.id - a.id);
  if (sort === 'newest') return newest.map(({ id }) => id);
  const due = newest.filter(({ due_ms }) => due_ms !== null);
  const byDue = due.sort((a, b) => a.due_ms! - b.due_ms! || a.id - b.id);
  return [...byDue, ...newest.filter(({ due_ms }) => due_ms === null)].map(({ id }) => id);
}

const lastOf = <T>(steps: Generator<undefined, T>): T => {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
};

test('lists what a scan of every case lists, in whatever order changes came in', () => {
  fc.assert(
    fc.property(fc.array(written, { maxLength: 150 }), query, page, (writes, asked, { offset, limit }) => {
      const [index, known] = [new CaseIndex(), new Map<number, Written>()];
      for (const one of writes) {
        const before = known.get(one.row.id);
        const isNews = !before || before.row.version <= one.row.version;
        expect(index.apply(one.row, one.text)).toBe(isNews);
        if (isNews) known.set(one.row.id, one);
      }
      const right = scanned([...known.values()], asked);
      const found = lastOf(index.find(asked));
      expect(found.count).toBe(right.length);
      expect(index.page(found, asked.filter.sort, { offset, limit })).toEqual(
        right.slice(offset, offset + limit),
      );
      expect(index.size).toBe(known.size);
    }),
    { numRuns: 500 },
  );
});

test('counts what came and was closed since an instant, as far as somebody reaches', () => {
  fc.assert(
    fc.property(fc.array(written, { maxLength: 80 }), extent, at, (writes, reached, since_ms) => {
      const [index, known] = [new CaseIndex(), new Map<number, IndexedCase>()];
      for (const { row, text } of writes) if (index.apply(row, text)) known.set(row.id, row);
      const rows = [...known.values()].filter(reachOfExtent(reached));
      expect(index.countSince(reached, since_ms)).toEqual({
        received: rows.filter(({ received_ms }) => received_ms >= since_ms).length,
        closed: rows.filter(({ closed_ms }) => closed_ms !== null && closed_ms >= since_ms).length,
      });
    }),
  );
});

test('takes every filter that a search has', () => {
  const known = [
    'view',
    'text',
    'state',
    'type',
    'field',
    'category',
    'unit',
    'channel',
    'card',
    'supervision',
  ];
  const others = ['requests', 'from_ms', 'to_ms', 'sort', 'offset', 'limit'];
  expect(Object.keys(CaseSearch.shape).sort()).toEqual([...known, ...others].sort());
});
