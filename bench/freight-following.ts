import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startTestDatabase } from '../packages/server/src/adapters/postgres/test-database.ts';
import { migrate } from '../packages/server/src/kit/db.ts';
import { migrations } from '../packages/server/src/platforms/freight/tracking/migrations/index.ts';
import {
  at,
  batchOf,
  Drive,
  declaration,
  Ground,
  naughty,
  openTracking,
} from '../packages/server/src/platforms/freight/tracking/test-tracking.ts';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

/** Rows of a batch: about as many as 10,000 trucks send in a second. */
const BATCH = 700;
const [NS_PER_MS, US] = [1e6, 1e6];

/**
 * Trips followed at once through the service with its database: states stored, alarms written with ledger and clocks, said on
 * the live topic. Every fiftieth truck leaves its route. Arguments: --trips N (default 10000), --fixes N of each (default 48).
 */
export const run: Bench = async (args, report) => {
  const { values } = parseArgs({
    args: [...args],
    options: { trips: { type: 'string', default: '10000' }, fixes: { type: 'string', default: '48' } },
  });
  const [trips, rounds] = [Number(values.trips), Number(values.fixes)];
  const database = await startTestDatabase();
  try {
    await migrate(database.db, migrations);
    const ground = new Ground();
    const facts = Array.from({ length: trips }, (_, n) => ground.declare(declaration(n)));
    ground.vehicle = (n) => ({ plate: facts[n].plate, phone: facts[n].terminal });
    const tracking = openTracking(database.db, ground);
    await tracking.load();
    const [good, bad] = [new Drive().to(at(12)).fixes, naughty()];
    const heard_ms: number[] = [];
    let sent_ms = 0;
    tracking.board.served.changes.subscribe((within) => {
      if (String(within(null)).includes('"alarms":[{"id"')) heard_ms.push(performance.now() - sent_ms);
    });
    const turns = watchTurns();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const from_s = cpuSeconds();
    delay.enable();
    for (let round = 0; round < rounds; round++) {
      ground.clock.now_ms = good[round].at_ms + 1000;
      for (let from = 0; from < trips; from += BATCH) {
        const some = Array.from({ length: Math.min(BATCH, trips - from) }, (_, i) => from + i);
        const batch = batchOf(
          0,
          some.map((n) => (n % 50 === 0 ? bad : good)[round]),
        );
        batch.vehicle.set(some);
        sent_ms = performance.now();
        tracking.following.takeFixes(batch);
        await tracking.following.settled();
      }
      if (round % 4 === 3) tracking.following.tick();
      await tracking.following.settled();
    }
    delay.disable();
    const most_ms = turns.stop();
    const cpu_s = cpuSeconds() - from_s;
    const note = `${trips} followed at once, ${rounds} fixes each, a tick a minute`;
    report({
      figure: 'CPU of a fix, with storing and saying',
      value: (US * cpu_s) / (trips * rounds),
      unit: 'µs',
      note,
    });
    report({
      figure: 'fixes to alarm on the live topic, p99',
      value: quantile(heard_ms, 0.99),
      unit: 'ms',
      note: `${heard_ms.length} messages`,
    });
    report({ figure: 'most CPU of a turn of the loop', value: most_ms, unit: 'ms', note });
    report({ figure: 'longest hold of the loop', value: delay.max / NS_PER_MS, unit: 'ms', note });
    report({ figure: 'hold of the loop, p99', value: delay.percentile(99) / NS_PER_MS, unit: 'ms' });
    report({ figure: 'errors', value: ground.failures.length, unit: '' });
  } finally {
    await database.stop();
  }
};

/** The most CPU that this process took between two turns of its loop: a hold that no other process on the machine adds to. */
function watchTurns() {
  let [isOn, most_ms, last] = [true, 0, process.cpuUsage()];
  const look = () => {
    const { user, system } = process.cpuUsage(last);
    most_ms = Math.max(most_ms, (user + system) / 1000);
    last = process.cpuUsage();
    if (isOn) setImmediate(look);
  };
  setImmediate(look);
  return {
    /** @returns ms */
    stop(): number {
      isOn = false;
      return most_ms;
    },
  };
}
