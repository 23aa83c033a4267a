import { DAY_MS } from '@opentocc/core/time';
import { slotByte } from '@opentocc/core/traffic';
import { expect, test } from 'vitest';
import { createLog } from '../../kit/log.ts';
import type { Slot } from './free-flow-store.ts';
import { createTypicalSpeeds } from './typical-speeds.ts';

const QUARTER_MS = 15 * 60_000;
/** A Monday. */
const MONDAY_MS = Date.parse('2026-11-23T08:00:00+08:00');
const SILENT = createLog('silent');

/** Usual speeds of three links at an instant, given the km/h stored of the days before; null where nobody drove. */
async function usualAt(at_ms: number, stored: Readonly<Record<string, readonly (number | null)[]>>) {
  const asked: number[][] = [];
  const slots = Object.entries(stored).map(
    ([day, speeds]): Slot => ({
      slot_start_ms: Date.parse(`${day}T08:00:00+08:00`),
      speeds: Uint8Array.from(speeds, (speed_kmh) => slotByte(speed_kmh ?? Number.NaN)),
      passes: null,
    }),
  );
  const typical = createTypicalSpeeds({
    link_count: 3,
    store: {
      async listSlotsAt(starts_ms) {
        asked.push([...starts_ms]);
        return slots.filter(({ slot_start_ms }) => starts_ms.includes(slot_start_ms));
      },
    },
    clock: { now: () => at_ms },
    log: SILENT,
  });
  expect(typical.at(at_ms)).toBeUndefined();
  await typical.flush();
  return { typical, asked, usual: Array.from(typical.at(at_ms) ?? []) };
}

test('what is usual is the mean of the days of the same kind in which a link was driven, from three days on', async () => {
  const { usual } = await usualAt(MONDAY_MS + QUARTER_MS - 1, {
    '2026-11-20': [40, 30, 20],
    '2026-11-21': [90, 90, 90], // Saturday
    '2026-11-22': [90, 90, 90], // Sunday
    '2026-11-19': [50, null, 20],
    '2026-11-18': [60, 30, null],
    '2026-11-17': [null, 30, null],
    '2026-10-23': [90, 90, 90], // too long ago
  });
  expect(usual).toEqual([50, 30, Number.NaN]);
});

test('a Sunday is like Sundays only', async () => {
  const { asked } = await usualAt(MONDAY_MS - DAY_MS, {});
  const starts_ms = [7, 14, 21, 28].map((days) => MONDAY_MS - DAY_MS - days * DAY_MS);
  expect(asked).toEqual([
    starts_ms.flatMap((start_ms) => [start_ms - QUARTER_MS, start_ms, start_ms + QUARTER_MS]),
  ]);
});

test('the quarters beside it count, each once; three of one day are one day', async () => {
  const quarters = (day: string, ...speeds: number[]) =>
    ['07:45', '08:00', '08:15'].map(
      (time, i): Slot => ({
        slot_start_ms: Date.parse(`${day}T${time}:00+08:00`),
        speeds: Uint8Array.of(slotByte(speeds[i])),
        passes: null,
      }),
    );
  const usual = async (...slots: Slot[]) => {
    const store = { listSlotsAt: async () => slots.sort((a, b) => a.slot_start_ms - b.slot_start_ms) };
    const typical = createTypicalSpeeds({ link_count: 1, store, clock: { now: () => 0 }, log: SILENT });
    typical.at(MONDAY_MS);
    await typical.flush();
    return typical.at(MONDAY_MS)?.[0];
  };
  const [first, second] = [quarters('2026-11-20', 20, 30, 40), quarters('2026-11-19', 20, 30, 40)];
  expect(await usual(...first, ...second)).toBeNaN();
  const third = quarters('2026-11-18', Number.NaN, Number.NaN, 60);
  expect(await usual(...first, ...second, ...third)).toBeCloseTo((2 * (20 + 30 + 40) + 60) / 7, 4);
});

test('at midnight the last quarter of a day of another kind does not count', async () => {
  const { asked } = await usualAt(MONDAY_MS - 8 * 60 * 60_000, {});
  const weekdays = asked[0].map((at_ms) => new Date(at_ms + 8 * 60 * 60_000).getUTCDay());
  expect(weekdays).not.toContain(0);
  expect(weekdays).not.toContain(6);
  expect(asked[0]).toHaveLength(20 * 3 - 4);
});

test('it is read once a quarter of an hour, and again after a failure; until then the last is answered', async () => {
  let reads = 0;
  const typical = createTypicalSpeeds({
    link_count: 1,
    store: {
      async listSlotsAt() {
        if (++reads === 2) throw new Error('no database');
        return [];
      },
    },
    clock: { now: () => MONDAY_MS },
    log: SILENT,
  });
  typical.at(MONDAY_MS);
  await typical.flush();
  for (let minute = 0; minute < 15; minute++) typical.at(MONDAY_MS + minute * 60_000);
  expect(reads).toBe(1);
  expect(typical.at(MONDAY_MS + QUARTER_MS)).toEqual(Float32Array.of(Number.NaN));
  await typical.flush();
  expect(reads).toBe(2);
  typical.at(MONDAY_MS + QUARTER_MS);
  await typical.flush();
  expect(reads).toBe(3);
});
