import { queueMessage } from '../../packages/server/src/base/messages/outbox.ts';
import { createOverviewStore } from '../../packages/server/src/base/messages/overview-store.ts';
import { systemClock } from '../../packages/server/src/kit/clock.ts';
import { openDb } from '../../packages/server/src/kit/db.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';
import type { Raised } from '../../packages/server/src/platforms/command/warnings/model.ts';
import { createWarnings } from '../../packages/server/src/platforms/command/warnings/service.ts';
import { createWarningStore } from '../../packages/server/src/platforms/command/warnings/store.ts';
import {
  everywhere,
  testCity,
  town,
} from '../../packages/server/src/platforms/command/warnings/test-warnings.ts';

const raisedOf = (number: number): Raised => ({
  ...{ key: `k${number}`, origin: 'sensor', kind: 'kill', level: 'red', began_ms: Date.now() },
  title: { zh: `预警 ${number}`, en: `Warning ${number}` },
});

/** A program that is there to be killed: raises, acknowledges, hands over and ends warnings, and says what is durable. */
async function killTarget(url: string, first: number): Promise<void> {
  const people = async () => [{ principal: 'account:1', name: 'li' }];
  const db = openDb(url, 4);
  const warnings = createWarnings({
    ...{ clock: systemClock, log: createLog('error'), people, city: testCity().city },
    audit: { record: async () => undefined },
    roster: everywhere(people),
    dutyLog: { write: async () => undefined },
    store: createWarningStore(db, town.network.meta.version),
    outbox: {
      queue: (tx, message) => queueMessage(tx, systemClock, message),
      standingOf: createOverviewStore(db).standingOf,
    },
  });
  await warnings.start();
  process.stdout.write('started\n');
  for (let number = first; ; number++) {
    const made = await warnings.raise(raisedOf(number));
    process.stdout.write(`raised ${made.id}\n`);
    await warnings.desk.inTurn((turn) => {
      const acknowledged = { by: 'li', at_ms: turn.now_ms, until_ms: turn.now_ms + 3_600_000 };
      turn.put({ ...turn.find(made.id)!, acknowledged });
      turn.entry(made.id, 'acknowledge', { zh: '确认', en: 'Acknowledged' }, 'li');
    });
    process.stdout.write(`acknowledged ${made.id}\n`);
    if (number % 2 === 0) await warnings.resolve(`k${number}`, Date.now(), 'cleared');
    if (number % 2 === 0) process.stdout.write(`ended ${made.id}\n`);
  }
}

const [, script, url, first] = process.argv;
if (script === import.meta.filename) await killTarget(url, Number(first));
