import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startTestDatabase } from '../packages/server/src/adapters/postgres/test-database.ts';
import { migrate } from '../packages/server/src/kit/db.ts';
import { migrations } from '../packages/server/src/platforms/freight/trips/migrations/index.ts';
import { asked, openTrips, setCapacity } from '../packages/server/src/platforms/freight/trips/test-trips.ts';
import { type Bench, quantile } from './harness.ts';

const [FIRMS, PLACES, SHARE] = [200, 400, 0.25];

/**
 * Requests for one slot as they come when slots open: 500 a second from 200 firms, one of which sends a quarter of them. From
 * the call of the service to its answer, database included, HTTP not.
 */
export const run: Bench = async (args, report) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rate: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '30' },
    },
  });
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
  const database = await startTestDatabase();
  await migrate(database.db, migrations);
  const on = await openTrips(database.db);
  await setCapacity(on, PLACES, SHARE);
  const took_ms: number[] = [];
  const asking: Promise<{ firm: string; booked: boolean }>[] = [];
  const began_ms = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const wait_ms = began_ms + (n * 1000) / rate - performance.now();
    if (wait_ms > 1) await sleep(wait_ms);
    const firm = n % 4 === 0 ? 'big' : `f${n % FIRMS}`;
    const from_ms = performance.now();
    const answered = on.trips.declaring.declare(firm, asked(n, firm, { wait: false }), firm);
    asking.push(
      answered
        .then(
          ({ state }) => ({ firm, booked: state === 'booked' }),
          () => ({ firm, booked: false }),
        )
        .finally(() => took_ms.push(performance.now() - from_ms)),
    );
  }
  const all = await Promise.all(asking);
  const took_s = (performance.now() - began_ms) / 1000;
  const booked = all.filter((one) => one.booked);
  const note = `${rate} requests a second for ${seconds} s, ${PLACES} places, ${FIRMS} firms`;
  report({
    figure: 'freight booking: requests answered a second',
    value: all.length / took_s,
    unit: '/s',
    note,
  });
  report({
    figure: 'freight booking: time to a durable answer, p50',
    value: quantile(took_ms, 0.5),
    unit: 'ms',
    note,
  });
  report({
    figure: 'freight booking: time to a durable answer, p99',
    value: quantile(took_ms, 0.99),
    unit: 'ms',
    note,
  });
  report({ figure: 'freight booking: places given', value: booked.length, unit: '', note });
  const big = booked.filter(({ firm }) => firm === 'big').length;
  report({ figure: 'freight booking: places of the firm that sends a quarter', value: big, unit: '', note });
  await database.stop();
};
