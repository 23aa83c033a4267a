import { type Identity, identityMigrations, startIdentity } from '../../../base/accounts/test-identity.ts';
import type { NewMessage } from '../../../base/messages/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import type { Filing } from './model.ts';
import { serveColdChain } from './routes.ts';
import { type ColdChain, createColdChain } from './service.ts';
import { createColdStore } from './store.ts';

/** Saturday 28 November 2026, 08:00. */
export const START_MS = Date.parse('2026-11-28T08:00:00+08:00');

const FIRMS = ['shenmao', 'kuajie'];

/** Two firms on file with a truck each; one more truck is suspended. */
const FILING: Filing = {
  firmFault: (code) => (FIRMS.includes(code) ? null : { zh: '没有备案', en: 'not on file' }),
  truckFault: (plate) => (plate === '粤B00000' ? { zh: '已暂停', en: 'suspended' } : null),
};

export const coldOn = (
  db: Db,
  clock: { now(): number },
  keys: Identity['keys'],
  sent: NewMessage[],
  filing: Filing = FILING,
): ColdChain =>
  createColdChain({
    ...{ store: createColdStore(db), clock, keys, filing, audit: { record: async () => undefined } },
    messages: { queue: async (_tx, message) => sent.push(message) },
    followed: { lastFix: () => undefined, offRouteSince: (trip) => (trip === 'T-OFF' ? START_MS : null) },
    namesOf: async () => new Map([['shenmao', { zh: '深贸冷链', en: 'Shenmao' }]]),
    answerersOf: async (unit) => (FIRMS.includes(unit) ? [`account:${FIRMS.indexOf(unit) + 10}`] : []),
    addressOf: (path) => `https://tocc.example${path}`,
    onChange: () => undefined,
  });

/** Somebody without a browser. @param units that their permissions reach; null is the whole city */
export const person = (name: string, units: readonly string[] | null = null): Acting => {
  const permissions = ['read', 'declare', 'report', 'warehouse', 'handle', 'trace'].map(
    (one) => `cold-chain:${one}`,
  );
  const reach = units && Object.fromEntries(permissions.map((one) => [one, { units, districts: null }]));
  return {
    address: '127.0.0.1',
    session: { principal: `account:${name}`, account: name, language: 'zh', permissions, reach: reach ?? {} },
  } as unknown as Acting;
};

export const officer = person('officer');
export const keeper = person('keeper', ['depot']);
export const shenmao = person('shenmao', ['shenmao']);
export const kuajie = person('kuajie', ['kuajie']);

export const WAREHOUSE = {
  ...{ code: 'yantian-1', unit: 'depot', name: { zh: '盐田集中监管仓', en: 'Yantian warehouse' } },
  ...{
    trucks_per_hour: 2,
    fetch_h: 48,
    overdue_min: 60,
    assumed: true,
    source: { zh: '假定', en: 'assumed' },
  },
};

/** Cold goods over HTTP and by their services, on a clock that tests turn. */
export async function startCold() {
  const identity = await startIdentity({}, START_MS);
  await migrate(identity.db, identityMigrations, migrations);
  const sent: NewMessage[] = [];
  const cold = coldOn(identity.db, identity.clock, identity.keys, sent);
  serveColdChain(cold).mount(identity.http);
  await cold.start();
  await cold.store.putWarehouse(WAREHOUSE);
  return { identity, cold, sent, clock: identity.clock };
}

let forms = 0;
/** What a firm declares; a customs form of its own each time. */
export const declaration = (more: object = {}) => ({
  ...{ firm: 'shenmao', goods: '冻去骨牛肉', goods_class: 'frozen' as const, container: 'CXRU1234567' },
  ...{
    customs_form: String(53_0120_2600_0000_0000n + BigInt(++forms))
      .padStart(18, '0')
      .slice(0, 18),
    seal: 'CN880123',
  },
  lots: [{ lot: `BEEF-${forms}`, goods: '冻去骨牛肉', quantity: 1000, uom: 'KGM' }],
  ...{ sensor: `R-${forms}`, seal_device: null, truck: `粤B${10_000 + forms}`, driver: null, trip: null },
  ...{ warehouse: 'yantian-1', slot_from_ms: START_MS + forms * 3_600_000, destination: 'market-1' },
  ...more,
});
