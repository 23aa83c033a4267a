import { randomBytes } from 'node:crypto';
import type { Session } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { openMortalDb } from '../../../base/messages/test-mortal-db.ts';
import type { Acting } from '../../../kit/acting.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { createLog } from '../../../kit/log.ts';
import { migrations } from './migrations/index.ts';
import { createDuty } from './service.ts';
import { item, MORNING } from './test-duty.ts';

/** Statements of accepting two lines, refusing and answering one, and taking over; each is a moment to die, twice. */
const STATEMENTS = 110;
const EVERY = 2;

const OUT = 'account:1';
const NEXT = 'account:2';
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  await sql`create table sent (key text primary key)`.execute(database.db);
  await sql`insert into duty_post (unit, name, rank) values ('city', '{"zh": "席", "en": "Desk"}', 1)`.execute(
    database.db,
  );
});
afterAll(() => database.stop());

const person = (principal: string, id: number) => ({
  ...{
    principal,
    id,
    name: `officer-${id}`,
    display_name: '',
    phone: null,
    unit: 'city',
    holds: true,
    units: null,
  },
});

/** Duty on a database that may die; its messages are rows of the same transaction. */
function dutyOn(db: Db) {
  const duty = createDuty({
    ...{ db, clock: { now: () => MORNING }, log: createLog('silent'), random: randomBytes },
    ...{ calendar: createWorkingCalendar(), lastReached: async () => [] },
    audit: { record: async () => undefined },
    people: {
      list: async () => [person(OUT, 1), person(NEXT, 2)],
      unitsAbove: async () => ['city'],
      districtsOf: async () => null,
    },
    outbox: {
      async queue(tx, { key }) {
        await sql`insert into sent values (${key})`.execute(tx);
        return 0;
      },
    },
  });
  duty.handover.add({ kind: 'situation', list: async () => [item('a'), item('b')] });
  return duty.handovers;
}

const acting = (principal: string): Acting => ({
  address: '127.0.0.1',
  session: {
    ...{ principal, account: principal, permissions: ['duty:read', 'duty:serve'], reach: {} },
  } as unknown as Session,
});

type Handovers = ReturnType<typeof dutyOn>;
type State = Awaited<ReturnType<Handovers['get']>>;

/** Does what is left to do, one step after another, as the two officers would. */
async function handOver(handovers: Handovers, id: number): Promise<void> {
  const look = () => handovers.get(acting(NEXT), id);
  for (let now = await look(); now.state === 'open'; now = await look()) await step(handovers, now);
}

async function step(handovers: Handovers, { id, lines, acts }: State): Promise<unknown> {
  const refused = lines.find(({ state }) => state === 'refused');
  if (refused) return handovers.answer(acting(OUT), id, { line: refused.id, text: '已说明' });
  const waiting = lines.find(({ state }) => state === 'waiting');
  if (!waiting) return handovers.close(acting(NEXT), id);
  const was = acts.some(({ act }) => act === 'refused');
  return was
    ? handovers.accept(acting(NEXT), id, [waiting.id])
    : handovers.refuse(acting(NEXT), id, { line: waiting.id, reason: 'records', text: '记录不全' });
}

/** What stands in the database says one thing, wherever the process died. */
async function expectWhole(id: number): Promise<State> {
  const now = await dutyOn(database.db).get(acting(NEXT), id);
  const count = (act: string, line?: number) =>
    now.acts.filter((one) => one.act === act && (line === undefined || one.line === line)).length;
  for (const { id: line, state } of now.lines) {
    expect(count('accepted', line)).toBe(state === 'accepted' ? 1 : 0);
    expect(count('refused', line) - count('answered', line)).toBe(state === 'refused' ? 1 : 0);
  }
  const closed = now.state === 'closed' ? 1 : 0;
  const rowsOf = async (pattern: string) => {
    const log = await sql<{
      n: number;
    }>`select count(*)::int as n from duty_log where about->>'id' = ${pattern}`.execute(database.db);
    const sent = await sql<{
      n: number;
    }>`select count(*)::int as n from sent where key = ${`duty/${pattern.replace(':', '/')}/closed`}`.execute(
      database.db,
    );
    return [log.rows[0].n, sent.rows[0].n];
  };
  expect([count('closed'), ...(await rowsOf(`handover:${id}`))]).toEqual([closed, closed, closed]);
  expect(now.lines).toHaveLength(2);
  return now;
}

test('a handover that is killed between any two statements loses and doubles no step', {
  timeout: 300_000,
}, async () => {
  let [moments, died, last] = [0, 0, 0];
  for (let statement = 1; statement <= STATEMENTS; statement += EVERY) {
    const begun = await dutyOn(database.db).begin(acting(OUT), { post: 1, incoming: NEXT });
    const mortal = openMortalDb(database.url, statement, (statement + 1) % 4 === 0);
    const end = await Promise.race([
      handOver(dutyOn(mortal.db), begun.id).then(() => 'done'),
      mortal.died.then(() => 'died'),
    ]);
    moments++;
    if (end === 'died') {
      died++;
      last = statement;
    }
    await expectWhole(begun.id);
    // Whoever comes back goes on from where it stands, and ends it.
    await handOver(dutyOn(database.db), begun.id);
    expect((await expectWhole(begun.id)).state).toBe('closed');
  }
  process.stdout.write(
    `${died} kills of ${moments}, the last at statement ${last}: each handover ended whole\n`,
  );
  expect(died).toBeGreaterThanOrEqual(50);
});
