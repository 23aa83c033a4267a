import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PERMISSIONS } from '../packages/contract/src/index.ts';
import { startTestDatabase } from '../packages/server/src/adapters/postgres/test-database.ts';
import {
  type Browser,
  createBrowser,
  signInFirstTime,
} from '../packages/server/src/base/accounts/test-identity.ts';
import { compose } from '../packages/server/src/compose.ts';
import { readConfig } from '../packages/server/src/config.ts';
import { type Clock, systemClock } from '../packages/server/src/kit/clock.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import { textNetwork } from '../packages/testkit/src/index.ts';

/** Districts of the test city, by the codes of Futian and Nanshan, whose sub-centres every installation has. */
export const [FUTIAN, NANSHAN] = ['440304', '440305'];
export const PASSWORD = 'Quiet-Harbour-71-tide';
/** A street in Futian from A to C; links 0 and 1 are the two directions of A to B. */
const CITY = `
  A---B---C

  district ${FUTIAN} AC
`;

/**
 * The whole product on a network of one street, with a gateway for terminals and nothing else listening.
 * @param clock one that stands still keeps the first minute from ending, and with it the first state of a link from coming
 */
export async function startProduct(
  env: Record<string, string> = {},
  clock: Clock = systemClock,
  { network } = textNetwork(CITY),
) {
  const database = await startTestDatabase();
  const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-product-'));
  const anywhere = { host: '127.0.0.1', port: 0 };
  const { mqtt, ...rest } = readConfig({ data: data_dir }, env);
  const config = { ...rest, gateway: anywhere, interchange: anywhere, mqtt: { ...mqtt, ...anywhere } };
  const options = {
    config,
    database_url: database.url,
    network,
    clock,
    log: createLog('silent'),
  };
  const tocc = await compose(options);
  const gateway_port = await tocc.start();
  const made = await tocc.accounts.ensureFirstAdministrator();
  return {
    ...tocc,
    db: database.db,
    data_dir,
    gateway_port,
    first: { account: '', one_time_password: '', ...made },
    browser: (address?: string) => createBrowser(tocc.http, address),
    async stop() {
      await tocc.stop();
      await database.stop();
      rmSync(data_dir, { recursive: true, force: true });
    },
  };
}
export type Product = Awaited<ReturnType<typeof startProduct>>;

/** The people of a product: its administrators, and whoever a test appoints. */
export async function appointPeople(product: Product) {
  const system = await signInFirstTime(product, 'admin', product.first.one_time_password);
  let security = system;
  const add = async (name: string, unit = 'city', more = {}) => {
    const made = await system.ask('POST', '/api/v1/accounts', { name, display_name: name, unit, ...more });
    if (made.status !== 201) throw new Error(`account ${name}: ${made.text}`);
    const { account, one_time_password } = made.body as {
      account: { id: number };
      one_time_password: string;
    };
    return { id: account.id, one_time_password };
  };
  /** @param within the unit below which the role is held; null is everywhere. */
  const appoint = async (
    name: string,
    role: string,
    within: string | null = null,
    unit = within ?? 'city',
  ) => {
    const { id, one_time_password } = await add(name, unit);
    const grants = [{ role, platform: null, unit: within }];
    const granted = await security.ask('PUT', `/api/v1/accounts/${id}/grants`, grants);
    if (granted.status !== 200) throw new Error(`grant to ${name}: ${granted.text}`);
    return signInFirstTime(product, name, one_time_password);
  };
  security = await appoint('security-administrator', 'security-administrator');
  const auditor = await appoint('audit-administrator', 'audit-administrator');
  await security.ask('PUT', '/api/v1/roles/operator', {
    name: { zh: '全权值守', en: 'All that is not reserved' },
    permissions: UNRESERVED,
  });
  return { system, security, auditor, add, appoint };
}
export type People = Awaited<ReturnType<typeof appointPeople>>;

/** Every permission but those of the three separated administrators. */
const UNRESERVED = Object.entries(PERMISSIONS)
  .filter(([, entry]) => !('reserved_to' in entry))
  .map(([name]) => name);

/** Those who, together, hold every permission within a unit: an operator and the three administrators. */
export async function appointAllWithin({ appoint }: People, unit: string): Promise<Browser[]> {
  const roles = ['operator', 'system-administrator', 'security-administrator', 'audit-administrator'];
  const all: Browser[] = [];
  for (const role of roles) all.push(await appoint(`${role.slice(0, 20)}.${unit}`, role, unit));
  return all;
}

/** Routes with their address parameters, without the console's files, which stand there only after a build. */
export function routesOf(product: Product) {
  return declaredBy(product).filter(({ url }) => !isOfSite(url));
}

/** Pages and forms of the citizens' site, which are no part of the interface that programs use. */
export function pagesOf(product: Product) {
  return declaredBy(product).filter(({ url }) => isOfSite(url));
}

const isOfSite = (url: string) => url === '/service' || url.startsWith('/service/');

function declaredBy(product: Product) {
  return product.http.declaredRoutes.filter(({ method, url }) => method !== 'HEAD' && !url.includes('*'));
}
