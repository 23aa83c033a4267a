import { MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openUntilKilled } from '../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { type Db, migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { declaration } from './index.ts';
import { emptyPoint, type Present, RULE, SILENCE_RULE, type SignalChange } from './model.ts';
import { SignalBook } from './signal-book.ts';
import { createDetectionStore } from './store.ts';

/** Moments at which the process ends, spread over all statements of the run. */
const MOMENTS = 52;
const EIGHT_MS = Date.parse('2026-11-27T08:00:00+08:00');
/** Minutes of a run; until the last ones something is the case. */
const LAST_MIN = 42;

let database: TestDatabase;
let now_ms = EIGHT_MS;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, declaration.migrations ?? {});
});
afterAll(() => database.stop());
beforeEach(() => clear());

const clear = () =>
  sql`TRUNCATE detection_signal, detection_change, detection_point, detection_verdict`.execute(database.db);

/** What is the case in a minute: a queue that becomes an incident and grows, one beside it, a source that is silent. */
function presentAt(min: number): Present[] {
  const place = { lon: 114, lat: 22.5, district: '福田', road: { zh: '北环大道', en: 'Beihuan Dadao' } };
  const common = { place, began_ms: EIGHT_MS, confidence: 0.9, parts: [] };
  const slow = { ...common, subject: null, rule: RULE };
  const found: Present[] = [];
  if (min >= 1 && min < 18) {
    const kind = min < 4 ? ('queue' as const) : ('incident' as const);
    const links = Array.from({ length: 2 + Math.floor(min / 5) }, (_, i) => 10 + i);
    found.push({ ...slow, key: 'slowdown:1', kind, links, length_m: 400 * links.length });
  }
  if (min >= 3 && min < 14)
    found.push({ ...slow, key: 'slowdown:2', kind: 'congestion', links: [70, 71], length_m: 600 });
  if (min >= 2 && min < 9)
    found.push({
      ...{ ...common, key: 'source:3', kind: 'silence', subject: 'source:3', links: [], length_m: null },
      rule: SILENCE_RULE,
    });
  return found;
}

async function openBook(db: Db) {
  const store = createDetectionStore(db, 'n1');
  const book = new SignalBook({ store, clock: { now: () => now_ms }, log: createLog('silent') });
  await book.recall();
  return { store, book };
}

/** Looks minute by minute from one on. @returns the minute in which the process ended, or null */
async function lookFrom(from: number, db: Db, isKilled: () => boolean): Promise<number | null> {
  now_ms = EIGHT_MS + from * MINUTE_MS;
  const { book, store } = await openBook(db);
  for (let min = from; min <= LAST_MIN; min++) {
    now_ms = EIGHT_MS + min * MINUTE_MS;
    book.take({ present: presentAt(min), of: () => true }, (told: readonly SignalChange[]) =>
      store.addPoints(told.map(({ signal }) => ({ ...emptyPoint(now_ms), signal: signal.id }))),
    );
    await book.flush();
    if (isKilled()) return min;
  }
  return null;
}

/** Each signal with what its lines of the ledger say; when it ended differs, for who restarts waits to see it again. */
async function record() {
  const store = createDetectionStore(database.db, 'n1');
  const lines = await store.listChangesAfter(0, 1000);
  const signals = await store.list({ state: 'all', districts: null, limit: 100 });
  return signals
    .map(({ id, kind, ended_ms }) => ({
      ...{ kind, is_over: ended_ms !== null },
      lines: lines.filter(({ signal }) => signal.id === id).map(({ what }) => what),
    }))
    .sort((a, b) => a.kind.localeCompare(b.kind));
}

test('a process that ends between any two statements loses and doubles no signal and no line', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await lookFrom(0, counted.db, () => false);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await record();
  expect(expected.map(({ kind, is_over }) => [kind, is_over])).toEqual([
    ['congestion', true],
    ['incident', true],
    ['silence', true],
  ]);
  expect(expected[1].lines.filter((what) => what === 'changed').length).toBeGreaterThan(2);
  expect(statements).toBeGreaterThan(MOMENTS);
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    await clear();
    // The first two statements take up what is open.
    const statement = 3 + Math.floor((moment * (statements - 3)) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await lookFrom(0, dying.db, dying.isKilled);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await lookFrom(at ?? LAST_MIN, database.db, () => false);
    expect(await record(), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  expect(killed).toBe(MOMENTS);
}, 240_000);

test('what is open of a network that is not driven any more ends with a line', async () => {
  const { book } = await openBook(database.db);
  book.take({ present: presentAt(3), of: () => true });
  await book.flush();
  const other = createDetectionStore(database.db, 'n2');
  await other.endOthers(now_ms);
  const lines = await other.listChangesAfter(0, 100);
  expect(lines.filter(({ what }) => what === 'ended').map(({ signal }) => signal.ended_why)).toEqual(
    Array(3).fill('not_seen_again'),
  );
});
