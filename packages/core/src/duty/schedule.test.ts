import { calendarKind, dayStart_ms, HOUR_MS } from '@opentocc/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differenceOf,
  type Entry,
  gapsOf,
  scheduleOf,
  splitSwap,
  swapStateAt,
  turnsOf,
  uncomputedIn,
  warningsOf,
} from './index.ts';

const MIDNIGHT = Date.parse('2026-11-27T00:00:00+08:00');
const at = (hour: number) => MIDNIGHT + hour * HOUR_MS;
const span = (from: number, to: number) => ({ from_ms: at(from), to_ms: at(to) });
const shift = (person: string, from: number, to: number) => ({ person, ...span(from, to) });
const hour = (at_ms: number) => (at_ms - MIDNIGHT) / HOUR_MS;
/** "10-11 A" lines. */
const shown = (entries: readonly Entry[], from = 10, to = 24, leave = [] as ReturnType<typeof shift>[]) =>
  scheduleOf(entries, leave, span(from, to)).map(
    ({ from_ms, to_ms, people }) => `${hour(from_ms)}-${hour(to_ms)} ${people.join('+') || 'gap'}`,
  );

const P1: Entry = {
  ...{ id: 1, kind: 'shifts', priority: 1 },
  shifts: [
    shift('A', 10, 15),
    shift('B', 11, 13),
    shift('A', 16, 19),
    shift('A', 21, 22),
    shift('B', 22, 24),
  ],
};
const P2: Entry = {
  ...{ id: 2, kind: 'shifts', priority: 2 },
  shifts: [shift('C', 12, 14), shift('D', 14, 15), shift('D', 17, 18), shift('D', 20, 23)],
};
const OVERRIDES: Entry[] = [
  { id: 3, kind: 'override', ...shift('E', 22, 23) },
  { id: 4, kind: 'override', ...shift('A', 22, 22.5) },
];

describe('the final schedule', () => {
  it('is that of the worked example: temporary schedules, then overrides, then rotations by priority', () => {
    expect(shown([P1, P2, ...OVERRIDES])).toEqual([
      ...['10-11 A', '11-12 A+B', '12-14 C', '14-15 D', '15-16 gap', '16-17 A', '17-18 D', '18-19 A'],
      ...['19-20 gap', '20-22 D', '22-22.5 A', '22.5-23 E', '23-24 B'],
    ]);
  });

  it('is replaced by a temporary schedule, also where that names nobody', () => {
    const temporary: Entry = {
      id: 5,
      kind: 'temporary',
      ...span(12, 16),
      shifts: [shift('F', 13, 14), shift('G', 15, 17)],
    };
    expect(shown([P1, P2, temporary], 11, 18)).toEqual([
      ...['11-12 A+B', '12-13 gap', '13-14 F', '14-15 gap', '15-16 G', '16-17 A', '17-18 D'],
    ]);
  });

  it('lets the next lower priority stand for who is on leave', () => {
    expect(shown([P1, P2], 11, 15, [shift('C', 12, 13)])).toEqual(['11-13 A+B', '13-14 C', '14-15 D']);
  });

  it('covers its span without a hole, whoever stands', () => {
    const shifts = fc.array(
      fc.tuple(
        fc.constantFrom('A', 'B', 'C'),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 6 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(shifts, shifts, shifts, (low, high, over) => {
        const made = (list: typeof low) =>
          list.map(([person, from, hours]) => shift(person, from, from + hours));
        const entries: Entry[] = [
          { id: 1, kind: 'shifts', priority: 1, shifts: made(low) },
          { id: 2, kind: 'shifts', priority: 2, shifts: made(high) },
          ...made(over).map((one, i): Entry => ({ id: 3 + i, kind: 'override', ...one })),
        ];
        const schedule = scheduleOf(entries, [], span(0, 24));
        expect([schedule[0].from_ms, schedule.at(-1)?.to_ms]).toEqual([at(0), at(24)]);
        for (let i = 1; i < schedule.length; i++) expect(schedule[i].from_ms).toBe(schedule[i - 1].to_ms);
        for (let from = 0; from < 24; from++) {
          const now = at(from + 0.5);
          const standing = (list: typeof low) =>
            made(list).flatMap((one) => (one.from_ms <= now && one.to_ms > now ? [one.person] : []));
          const [lows, highs, overs] = [standing(low), standing(high), standing(over)];
          const expected = overs.length > 0 ? overs.slice(-1) : highs.length > 0 ? highs : lows;
          const found = schedule.find((one) => one.from_ms <= now && one.to_ms > now);
          expect(found?.people).toEqual([...new Set(expected)].sort());
        }
      }),
    );
  });

  it('names gaps within the hours in which somebody has to be there', () => {
    const gaps = gapsOf(scheduleOf([P1, P2], [], span(10, 24)), [span(10, 19.5)]);
    expect(gaps.map(({ from_ms, to_ms }) => [hour(from_ms), hour(to_ms)])).toEqual([
      [15, 16],
      [19, 19.5],
    ]);
  });
});

describe('a rotation', () => {
  it('goes round its teams within its hours, over midnight', () => {
    const rule = {
      turns: [['A'], ['B', 'C']],
      start_ms: at(20),
      until_ms: at(72),
      turn_h: 24,
      window: { from_min: 1200, to_min: 480 },
      works: null,
    } as const;
    expect(turnsOf(rule, span(0, 96)).map((one) => [one.person, hour(one.from_ms), hour(one.to_ms)])).toEqual(
      [
        ['A', 20, 32],
        ['B', 44, 56],
        ['C', 44, 56],
        ['A', 68, 72],
      ],
    );
  });

  it('works on workdays alone where it says so', () => {
    // 2026-11-27 is a Friday.
    const rule = {
      turns: [['A']],
      start_ms: at(0),
      until_ms: null,
      turn_h: 24,
      window: null,
      works: (day: number): boolean | undefined => calendarKind(day) === 'weekday',
    };
    expect(turnsOf(rule, span(0, 96)).map(({ from_ms }) => hour(from_ms))).toEqual([0, 72]);
    expect(
      turnsOf({ ...rule, works: (day) => !rule.works(day) }, span(0, 96)).map(({ from_ms }) => hour(from_ms)),
    ).toEqual([24, 48]);
  });
});

describe('a rotation by days that nobody knows yet', () => {
  // Known until the end of Saturday.
  const rule = {
    ...{ turns: [['A']], start_ms: at(0), until_ms: null, turn_h: 24, window: null },
    works: (day: number) => (dayStart_ms(day) < at(48) ? true : undefined),
  };
  const entry: Entry = { id: 7, kind: 'turns', priority: 1, ...rule };

  it('puts nobody on duty by a guess: what cannot be computed is a gap, and said', () => {
    const schedule = scheduleOf([entry], [], span(0, 96));
    expect(schedule.map(({ people, to_ms }) => [people.join(), hour(to_ms)])).toEqual([
      ['A', 48],
      ['', 96],
    ]);
    expect(warningsOf([entry], [], schedule, [], span(0, 96))).toEqual([
      { kind: 'uncomputed', entry: 7, person: '', ...span(48, 96) },
    ]);
  });

  it('is computed where it ends before, begins later than what is asked, or works every day', () => {
    expect(uncomputedIn({ ...rule, until_ms: at(48) }, span(0, 96))).toBeUndefined();
    expect(uncomputedIn(rule, span(0, 48))).toBeUndefined();
    expect(uncomputedIn({ ...rule, works: null }, span(0, 96))).toBeUndefined();
    expect(uncomputedIn({ ...rule, start_ms: at(60) }, span(0, 96))).toEqual(span(60, 96));
  });
});

describe('a swap', () => {
  const swap = { requester: 'A', state: 'open' as const, ...span(12, 15) };
  it('splits in three when its middle is taken', () => {
    expect(splitSwap(swap, 'B', span(13, 14), at(10))).toEqual({
      taken: span(13, 14),
      open: [span(12, 13), span(14, 15)],
    });
    expect(splitSwap(swap, 'B', span(12, 15), at(10))).toEqual({ taken: span(12, 15), open: [] });
  });
  it('is not taken by who asked, nor outside it, nor once it is past due, taken or deleted', () => {
    expect(splitSwap(swap, 'A', span(13, 14), at(10))).toBe('own');
    expect(splitSwap(swap, 'B', span(11, 14), at(10))).toBe('outside');
    expect(splitSwap(swap, 'B', span(13, 13), at(10))).toBe('outside');
    expect(splitSwap(swap, 'B', span(13, 14), at(12))).toBe('not_open');
    expect(splitSwap({ ...swap, state: 'deleted' }, 'B', span(13, 14), at(10))).toBe('not_open');
    expect([swapStateAt(swap, at(11)), swapStateAt(swap, at(12))]).toEqual(['open', 'past_due']);
    expect(swapStateAt({ ...swap, state: 'taken' }, at(13))).toBe('taken');
  });
});

describe('a change of the roster', () => {
  it('is shown as where others are on duty', () => {
    const before = scheduleOf([P1, P2], [], span(10, 24));
    const after = scheduleOf([P1, P2, ...OVERRIDES], [], span(10, 24));
    expect(differenceOf(before, before)).toEqual([]);
    expect(differenceOf(before, after)).toEqual([
      { ...span(22, 22.5), before: ['D'], after: ['A'] },
      { ...span(22.5, 23), before: ['D'], after: ['E'] },
    ]);
  });

  it('warns of overrides without effect, of leave, and of two posts at once', () => {
    const idle: Entry = { id: 6, kind: 'override', ...shift('D', 20, 22) };
    const entries = [P1, P2, idle];
    const leave = [shift('A', 18, 20)];
    const day = span(10, 24);
    const found = warningsOf(entries, leave, scheduleOf(entries, leave, day), [shift('C', 13, 20)], day);
    expect(
      found.map(({ kind, person, from_ms, to_ms }) => [kind, person, hour(from_ms), hour(to_ms)]),
    ).toEqual([
      ['without_effect', 'D', 20, 22],
      ['on_leave', 'A', 18, 19],
      ['double_booked', 'C', 13, 14],
    ]);
  });
});
