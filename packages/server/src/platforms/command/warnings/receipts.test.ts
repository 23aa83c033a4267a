import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { createMessages, migrations as messageMigrations } from '../../../base/messages/index.ts';
import { migrate } from '../../../kit/db.ts';
import { createLog } from '../../../kit/log.ts';
import { migrations } from './migrations/index.ts';
import { createWarnings } from './service.ts';
import { createWarningStore } from './store.ts';
import { everywhere, testCity, town } from './test-warnings.ts';

const clock = { now_ms: Date.UTC(2026, 0, 5, 1), now: (): number => clock.now_ms };
const people = async () => [{ principal: 'account:1', name: 'li' }];
let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, messageMigrations, migrations);
});
afterAll(() => database.stop());

/** Warnings over the real outbox, whose delivery does not run: what became of messages is written by the test. */
async function started() {
  const { db } = database;
  const log = createLog('silent');
  const audit = { record: async () => undefined };
  const outbox = createMessages({
    ...{ db, clock, log, audit, random: () => new Uint8Array(16), keys: {} as never, mail: null, sms: null },
    ...{ webhook: {} as never, sms_receipt_secret: undefined, console_url: undefined },
    ...{ contactOf: async () => undefined, namesOf: async () => new Map() },
  });
  const warnings = createWarnings({
    ...{ clock, people, log, audit, outbox, city: testCity().city, roster: everywhere(people) },
    dutyLog: { write: async () => undefined },
    store: createWarningStore(db, town.network.meta.version),
  });
  await warnings.start();
  return warnings;
}

it('a receipt that came while nobody listened is found after the restart, and what is not known says so', async () => {
  const { db } = database;
  const { id } = await (await started()).raise({
    ...{ key: 'fire', origin: 'sensor', kind: 'fire', level: 'red', title: { zh: '火警', en: 'Fire' } },
    began_ms: clock.now(),
  });
  // The program ends between what the channels did and what the warning hears of it.
  await sql`UPDATE messages_message SET state = 'delivered', next_ms = NULL WHERE channel = 'screen'`.execute(
    db,
  );
  await sql`UPDATE messages_message SET state = 'failed' WHERE channel = 'sms'`.execute(db);
  await sql`INSERT INTO messages_receipt (message, at_ms, kind, attempt, detail)
    SELECT id, ${clock.now()}, 'unknown', 1, '{"zh": "", "en": ""}' FROM messages_message
    WHERE channel = 'sms'`.execute(db);
  const again = await started();
  const { notices } = await again.get(null, id);
  const shown = notices.map(({ channel, state, maybe_twice }) => [channel, state, maybe_twice]).sort();
  expect(shown).toEqual([
    ['email', 'queued', false],
    ['screen', 'delivered', false],
    ['sms', 'failed', true],
  ]);
  const kept = await sql<{ channel: string; state: string }>`
    SELECT channel, state FROM warnings_message ORDER BY channel`.execute(db);
  expect(kept.rows.map(({ state }) => state)).toEqual(['queued', 'delivered', 'failed']);
  // The outbox forgets its messages; the warning does not.
  await sql`DELETE FROM messages_receipt`.execute(db);
  await sql`DELETE FROM messages_message WHERE channel = 'screen'`.execute(db);
  const screen = (await again.get(null, id)).notices.find(({ channel }) => channel === 'screen');
  expect(screen?.state).toBe('delivered');
});
