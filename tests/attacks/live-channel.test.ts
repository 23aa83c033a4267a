import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  callsTopic,
  freightTopic,
  indicesTopic,
  linksTopic,
  vehiclesTopic,
} from '../../packages/contract/src/index.ts';
import {
  type Browser,
  type Identity,
  signInFirstTime,
  startIdentity,
} from '../../packages/server/src/base/accounts/test-identity.ts';
import { authenticateBy } from '../../packages/server/src/base/sharing/index.ts';
import { serveLive } from '../../packages/server/src/kit/live-route.ts';
import { PASSWORD } from '../whole-product.ts';

/** A channel of which only who listens is of interest, and how far. */
const listeners = new Set<unknown>();
let joined: ReadonlyMap<string, unknown> = new Map();
const channel = {
  topics: [linksTopic, vehiclesTopic, indicesTopic, callsTopic, freightTopic],
  join(socket: unknown, areas: ReadonlyMap<string, unknown>) {
    listeners.add(socket);
    joined = areas;
  },
  leave: (socket: unknown) => void listeners.delete(socket),
};

let identity: Identity;
let system: Browser;
let security: Browser;
let port: number;
beforeAll(async () => {
  identity = await startIdentity();
  const { http, accounts, sharing } = identity;
  const changes = [accounts.session_changes, sharing.session_changes];
  // Never by looking from time to time, in the time that a test takes: what this process does is published at once.
  const sessions = { authenticate: authenticateBy(sharing, accounts), changes };
  serveLive(channel, sessions, 600_000).mount(http);
  await http.listen({ host: '127.0.0.1', port: 0 });
  port = (http.server.address() as AddressInfo).port;
  system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  security = await appoint(system, 'secure', 'security-administrator');
});
afterAll(() => identity.stop());

async function add(name: string) {
  const made = await system.ask('POST', '/api/v1/accounts', { name, display_name: name, unit: 'city' });
  const { id } = made.body.account as { id: number };
  return { id, one_time_password: String(made.body.one_time_password) };
}

const grantWithin = (by: Browser, id: number, unit: string | null, ...roles: string[]) =>
  by.ask(
    'PUT',
    `/api/v1/accounts/${id}/grants`,
    roles.map((role) => ({ role, platform: null, unit })),
  );
const grant = (by: Browser, id: number, ...roles: string[]) => grantWithin(by, id, null, ...roles);

async function appoint(by: Browser, name: string, role: string): Promise<Browser> {
  const { id, one_time_password } = await add(name);
  await grant(by, id, role);
  return signInFirstTime(identity, name, one_time_password);
}

/** Topics that an officer on duty may hear. */
const OF_OFFICERS = 'links,vehicles,indices';

interface Opening {
  readonly cookie?: string;
  readonly origin?: string;
  readonly topics?: string;
}

/** An open socket, or the status and the headers with which it was refused. */
function open({ cookie = '', origin = `http://127.0.0.1:${port}`, topics = OF_OFFICERS }: Opening) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live?topics=${topics}`, {
    origin,
    headers: { cookie },
  });
  return new Promise<{
    socket: WebSocket | null;
    status: number;
    headers: Record<string, unknown>;
    text: string;
  }>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => resolve({ socket, status: 101, headers: {}, text: '' }));
    socket.on('unexpected-response', async (_, response) => {
      let text = '';
      for await (const part of response) text += part;
      resolve({ socket: null, status: response.statusCode ?? 0, headers: response.headers, text });
    });
  });
}

const closed = (socket: WebSocket) =>
  new Promise<[code: number, why: string]>((resolve) =>
    socket.on('close', (code, why) => resolve([code, why.toString()])),
  );

describe('the live channel', () => {
  it.each<[string, () => Opening, number, string]>([
    ['without a session', () => ({}), 401, 'kit.sign_in_required'],
    [
      'with a made-up session',
      () => ({ cookie: `tocc_session=${'A'.repeat(43)}` }),
      401,
      'kit.sign_in_required',
    ],
    [
      'from a page of another site',
      () => ({ cookie: system.cookie, origin: 'https://evil.example' }),
      403,
      'kit.csrf',
    ],
    [
      'from another port of this machine',
      () => ({ cookie: system.cookie, origin: `http://127.0.0.1:${port + 1}` }),
      403,
      'kit.csrf',
    ],
    ['from a page of no origin', () => ({ cookie: system.cookie, origin: 'null' }), 403, 'kit.csrf'],
    ['by who may see none of it', () => ({ cookie: security.cookie }), 403, 'kit.forbidden'],
    [
      'for one topic too many',
      () => ({ cookie: security.cookie, topics: 'links,vehicles' }),
      403,
      'kit.forbidden',
    ],
    [
      'for a topic that there is not',
      () => ({ cookie: system.cookie, topics: 'links,passwords' }),
      400,
      'kit.invalid_input',
    ],
  ])('is refused %s, with the security headers', async (_, opening, status, code) => {
    const answer = await open(opening());
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(listeners.size).toBe(0);
  });

  it('closes on a message larger than any that a browser of ours sends', async () => {
    const { socket } = await open({ cookie: system.cookie });
    socket!.send('x'.repeat(17 * 1024));
    expect((await closed(socket!))[0]).toBe(1009);
    expect(listeners.size).toBe(0);
  });

  it.each<[string, (it: Watcher) => Promise<unknown>, why: string]>([
    ['one signs out', ({ browser }) => browser.ask('DELETE', '/api/v1/session'), 'signed_out'],
    [
      'its owner ends it from another place',
      async ({ name }) => {
        const elsewhere = identity.browser();
        await elsewhere.ask('POST', '/api/v1/session', { account: name, password: PASSWORD });
        await elsewhere.ask('DELETE', '/api/v1/session/others');
      },
      'ended_elsewhere',
    ],
    [
      'its password is another',
      ({ browser }) =>
        browser.ask('POST', '/api/v1/session/password', {
          current: PASSWORD,
          next: 'Other-Harbour-72-tide',
        }),
      'password_changed',
    ],
    ['its account is reset', ({ id }) => system.ask('POST', `/api/v1/accounts/${id}/reset`, {}), 'reset'],
    [
      'its account is disabled',
      ({ id }) => system.ask('PATCH', `/api/v1/accounts/${id}`, { state: 'disabled' }),
      'disabled',
    ],
    [
      'its permission is taken back',
      ({ id }) => grant(security, id, 'audit-administrator'),
      'rights_changed',
    ],
    [
      'its session was idle too long',
      async ({ browser }) => {
        identity.clock.now_ms += 31 * 60_000;
        await browser.ask('GET', '/api/v1/session');
        for (const [each, account] of [
          [system, 'admin'],
          [security, 'secure'],
        ] as const)
          await each.ask('POST', '/api/v1/session', { account, password: PASSWORD });
      },
      'expired',
    ],
  ])('closes at once when %s, and says why', async (what, end, why) => {
    const watcher = await watch(`watcher-${what.length}-${why.length}`);
    const ended = closed(watcher.socket);
    await end(watcher);
    expect(await ended).toEqual([4401, why]);
  });

  it('of calls and of trips is empty to who is appointed within one firm, and whole to who is not', async () => {
    const topics = 'calls,freight';
    const unit = { parent: 'city', kind: 'firm', name: { zh: '企业', en: 'Firm' }, districts: null };
    expect((await system.ask('PUT', '/api/v1/units/some-firm', unit)).status).toBe(200);
    for (const [name, within, area] of [
      ['of-the-city', null, null],
      ['of-a-firm', 'some-firm', []],
    ] as const) {
      const { id, one_time_password } = await add(name);
      await grantWithin(security, id, within, 'hotline-agent', 'freight-officer');
      const { cookie } = await signInFirstTime(identity, name, one_time_password);
      const { socket } = await open({ cookie, topics });
      expect([name, ...joined]).toEqual([name, ['calls', area], ['freight', area]]);
      socket?.terminate();
    }
  });

  it('stays open when another session ends, of its account or of others', async () => {
    const watcher = await watch('stays');
    const elsewhere = identity.browser();
    for (const account of ['stays', 'secure']) {
      await elsewhere.ask('POST', '/api/v1/session', { account, password: PASSWORD });
      await elsewhere.ask('DELETE', '/api/v1/session');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(watcher.socket.readyState).toBe(WebSocket.OPEN);
    watcher.socket.terminate();
  });
});

interface Watcher {
  readonly name: string;
  readonly id: number;
  readonly browser: Browser;
  readonly socket: WebSocket;
}

/** A duty officer with the live channel open. */
async function watch(name: string): Promise<Watcher> {
  const { id, one_time_password } = await add(name);
  await grant(security, id, 'duty-officer');
  const browser = await signInFirstTime(identity, name, one_time_password);
  const { socket } = await open({ cookie: browser.cookie });
  if (!socket) throw new Error('the live channel was refused');
  return { name, id, browser, socket };
}
