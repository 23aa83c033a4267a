import type { IndexMeans } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { assumedFreeFlow_kmh, INDEX_CONFIGS, type LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, migrations } from './index.ts';

/**
 * Period means and restatements in plain, slow code, which SQL is held to: a window keeps all that was stated of it; a
 * statement counts when it reads otherwise than the one before (index to 0.1, speed to 1 km/h); periods are arithmetic
 * means of the newest, windows without a value left out.
 */
const STEP_MS = 5 * MINUTE_MS;
const MIDNIGHT_MS = Date.parse('2026-11-23T00:00:00+08:00');
const CITY = textNetwork(`
  A---B

  AB arterial 60 lanes=2 name=深南大道
`);
const AB = CITY.link('AB');
/** Of an arterial: 10 at 0 km/h, 2 less each 10 km/h up to 40, none from 60 on. */
const plainIndex = (speed_kmh: number) => {
  if (speed_kmh >= 60) return 0;
  return speed_kmh >= 40 ? 2 - (speed_kmh - 40) / 10 : 10 - speed_kmh / 5;
};
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

function windowOf(window: number, speed_kmh: number | null): LinkStates {
  const links = CITY.network.link_count;
  const only = (value: number, others: number) => (link: number) => (link === AB ? value : others);
  const columnOf = (of: (link: number) => number) => Array.from({ length: links }, (_, link) => of(link));
  const samples = Uint16Array.from(columnOf(only(speed_kmh === null ? 0 : 3, 0)));
  return {
    sequence: 1,
    network_version: '',
    window_start_ms: MIDNIGHT_MS + window * STEP_MS,
    window_end_ms: MIDNIGHT_MS + (window + 1) * STEP_MS,
    speed_kmh: Float32Array.from(columnOf(only(speed_kmh ?? Number.NaN, Number.NaN))),
    samples,
    vehicles: samples,
    half_width_kmh: new Float32Array(links),
    free_flow_kmh: assumedFreeFlow_kmh(CITY.network, INDEX_CONFIGS[0]),
    state: new Uint8Array(links),
  };
}

interface Statement {
  readonly window: number;
  /** Null when nobody had driven yet. */
  readonly speed_kmh: number | null;
}
/** At least 2 km/h, as in a travel time, and of quarters, which no rounding of the store puts on another side than ours. */
const statement: fc.Arbitrary<Statement> = fc.record({
  window: fc.nat(23),
  speed_kmh: fc.option(fc.integer({ min: 2, max: 90 }).map((n) => n + 0.25)),
});

/** All that was stated of each window and reads otherwise than before. */
function plainRevisions(statements: readonly Statement[]): Map<number, (number | null)[]> {
  const stated = new Map<number, (number | null)[]>();
  for (const { window, speed_kmh } of statements) {
    const before = stated.get(window);
    if (!before) stated.set(window, [speed_kmh]);
    else if (reads(before[before.length - 1]) !== reads(speed_kmh)) before.push(speed_kmh);
  }
  return stated;
}

const reads = (speed_kmh: number | null) =>
  speed_kmh === null ? 'none' : `${plainIndex(speed_kmh).toFixed(1)} ${Math.round(speed_kmh)}`;

/** The mean of the windows of an hour, by their newest statement. */
function plainHour(
  stated: ReadonlyMap<number, readonly (number | null)[]>,
  hour: number,
): Partial<IndexMeans> {
  const inside = [...stated].filter(([window]) => Math.floor(window / 12) === hour);
  const known = inside.flatMap(([, statements]) => statements.at(-1) ?? []);
  const mean = (of: (speed_kmh: number) => number) =>
    known.length === 0 ? null : known.reduce((sum, speed) => sum + of(speed), 0) / known.length;
  return {
    index: mean(plainIndex),
    speed_kmh: mean((speed) => speed),
    windows: known.length,
    restated: inside.filter(([, statements]) => statements.length > 1).length,
    samples: 3 * known.length,
  };
}

test('periods and revisions are what plain code says, whatever was stated in whatever order', {
  timeout: 120_000,
}, async () => {
  const indices = createIndices({
    network: CITY.network,
    db: database.db,
    clock: { now: () => MIDNIGHT_MS },
    log: createLog('silent'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 30 }), async (statements) => {
      await sql`TRUNCATE indices_value`.execute(database.db);
      for (const { window, speed_kmh } of statements)
        await indices.storeValues(indices.computeAt(windowOf(window, speed_kmh)));
      const stated = plainRevisions(statements);
      for (const [window, speeds] of stated) {
        const revisions = await indices.revisions('city', 'city', MIDNIGHT_MS + window * STEP_MS);
        expect(revisions.map(({ revision, speed_kmh }) => [revision, speed_kmh])).toEqual(
          speeds.map((speed, i) => [i, speed]),
        );
      }
      const hours = await indices.periods('city', 'city', 'hour', {
        from_ms: MIDNIGHT_MS,
        to_ms: MIDNIGHT_MS + 120 * MINUTE_MS,
      });
      hours.forEach((hour, i) => {
        const plain = plainHour(stated, i);
        expect(hour).toMatchObject({
          windows: plain.windows,
          restated: plain.restated,
          samples: plain.samples,
          windows_expected: 12,
        });
        for (const name of ['index', 'speed_kmh'] as const) {
          const value = plain[name] ?? null;
          if (value === null) expect(hour[name]).toBeNull();
          else expect(hour[name]).toBeCloseTo(value, 2);
        }
      });
    }),
    { numRuns: 25 },
  );
});
