import { slotByte } from '@opentocc/core/traffic';
import { expect, test } from 'vitest';
import { createLog } from '../../kit/log.ts';
import type { Slot } from './free-flow-store.ts';
import { createTypicalSpeeds } from './typical-speeds.ts';

const DAY_MS = 86_400_000;
const QUARTER_MS = 15 * 60_000;
/** A Monday. */
const MONDAY_MS = Date.parse('2026-11-23T08:00:00+08:00');
const SILENT = createLog('silent');

/** Usual speeds of three links at an instant, when so many km/h are kept of the days before; null where nobody drove. */
async function usualAt(at_ms: number, kept: Readonly<Record<string, readonly (number | null)[]>>) {
  const asked: number[][] = [];
  const slots = Object.entries(kept).map(
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
  expect(asked).toEqual([[7, 14, 21, 28].map((days) => MONDAY_MS - DAY_MS - days * DAY_MS)]);
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
