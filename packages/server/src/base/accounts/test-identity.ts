import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PERMISSIONS } from '@opentocc/contract';
import { TOTP } from 'otpauth';
import { startTestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createHttp } from '../../kit/http.ts';
import type { Http } from '../../kit/http-server.ts';
import { createLog } from '../../kit/log.ts';
import { migrations as auditMigrations, createAudit } from '../audit/index.ts';
import { createKeys, createSoftwareVault, migrations as keyMigrations } from '../keys/index.ts';
import { authenticateBy, createSharing, migrations as sharingMigrations } from '../sharing/index.ts';
import { type AccountsConfig, createAccounts, migrations } from './index.ts';

/** A browser: keeps its cookie and sends its anti-forgery token. */
export interface Browser {
  cookie: string;
  csrf: string;
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers?: Record<string, string>,
    /** Another place than its own, where this request comes from. */
    from?: string,
  ): Promise<{
    status: number;
    body: Record<string, unknown>;
    headers: Record<string, unknown>;
    text: string;
  }>;
}

/** Next to no work: hashes of all the people of all tests were a fifth of their time. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/** Tables of an identity; a module's own are made beside them. */
export const identityMigrations = {
  ...auditMigrations,
  ...keyMigrations,
  ...migrations,
  ...sharingMigrations,
};

/** Accounts, keys, audit and HTTP as the product wires them, on a database of their own and a clock that tests turn. */
export async function startIdentity(
  config: Partial<AccountsConfig> = {},
  start_ms = Date.UTC(2026, 0, 5, 1),
) {
  const database = await startTestDatabase();
  const { db } = database;
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-identity-'));
  await migrate(db, identityMigrations);
  const clock = { now_ms: start_ms, now: () => clock.now_ms };
  const log = createLog('silent');
  const random = (bytes: number) => randomBytes(bytes);
  const audit = createAudit({ db, clock, log, anchors_file: join(folder, 'anchors.jsonl') });
  const keys = createKeys({ db, clock, log, random, audit, vault: createSoftwareVault(random(16), random) });
  const accounts = createAccounts({
    db,
    clock,
    log,
    random,
    audit,
    keys: keys.service,
    config: { secure_cookies: false, second_factor: 'optional', password_cost: CHEAP, ...config },
  });
  const sharing = createSharing({ db, clock, random, audit, log, districtsOf: accounts.districtsOf });
  keys.service.watch(accounts.sealed_columns);
  await keys.service.start();
  const starts = await Promise.all([1, 2, 3].map(() => accounts.ensureFirstAdministrator()));
  const made = starts.filter((each) => each !== null);
  const http = await createHttp({
    log,
    authenticate: authenticateBy(sharing, accounts),
    body_limit: 65_536,
    audit: audit.ofRequest,
    permission_names: PERMISSIONS,
    security: { requests_per_minute: 100_000 },
  });
  for (const { routes } of [accounts, keys, audit, sharing]) for (const served of routes) served.mount(http);
  return {
    db,
    folder,
    clock,
    http,
    accounts,
    audit,
    sharing,
    keys: keys.service,
    /** The first administrator, for which three starts raced. */
    first: made[0],
    made,
    /** @param address where it stands; limits are by address. */
    browser: (address?: string) => createBrowser(http, address),
    async stop() {
      await http.close();
      await keys.service.settled();
      await audit.flush();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Identity = Awaited<ReturnType<typeof startIdentity>>;

/** @param remoteAddress where it stands. */
export function createBrowser(http: Http, remoteAddress = '127.0.0.1'): Browser {
  const browser: Browser = {
    cookie: '',
    csrf: '',
    async ask(method, url, payload, headers = {}, from = remoteAddress) {
      const answer = await http.inject({
        method,
        url,
        payload,
        remoteAddress: from,
        headers: {
          ...(browser.cookie ? { cookie: browser.cookie } : {}),
          'x-csrf-token': browser.csrf,
          'accept-language': 'en',
          ...headers,
        },
      });
      const [set] = [answer.headers['set-cookie']].flat();
      if (set) browser.cookie = set.split(';')[0];
      const isJson = String(answer.headers['content-type']).includes('json') && answer.body !== '';
      const body = isJson && !String(answer.headers['content-type']).includes('jsonl') ? answer.json() : {};
      if (typeof body?.csrf_token === 'string') browser.csrf = body.csrf_token;
      return { status: answer.statusCode, body, headers: answer.headers, text: answer.body };
    },
  };
  return browser;
}

/** Signs in with a one-time password and changes it. */
export async function signInFirstTime(
  identity: Pick<Identity, 'browser'>,
  account: string,
  oneTime: string,
  password = 'Quiet-Harbour-71-tide',
): Promise<Browser> {
  const browser = identity.browser();
  await browser.ask('POST', '/api/v1/session', { account, password: oneTime });
  await browser.ask('POST', '/api/v1/session/password', { current: oneTime, next: password });
  return browser;
}

/**
 * Signs the first administrator in, who appoints a security administrator.
 * @returns what makes an account of a unit, gives it a role within the area of that unit, and signs it in
 */
export async function createAppointer(identity: Identity, password?: string) {
  const system = await signInFirstTime(identity, 'admin', identity.first.one_time_password, password);
  const appoint = async (by: Browser, name: string, unit: string, role: string): Promise<Browser> => {
    const made = (await system.ask('POST', '/api/v1/accounts', { name, display_name: name, unit })).body;
    const { id } = made.account as { id: number };
    await by.ask('PUT', `/api/v1/accounts/${id}/grants`, [
      { role, platform: null, unit: unit === 'city' ? null : unit },
    ]);
    return signInFirstTime(identity, name, String(made.one_time_password), password);
  };
  const security = await appoint(system, 'secure', 'city', 'security-administrator');
  return (name: string, unit: string, role: string) => appoint(security, name, unit, role);
}

/** What an authenticator shows. */
export function totpCode(secret: string, at_ms: number): string {
  return new TOTP({ secret }).generate({ timestamp: at_ms });
}
