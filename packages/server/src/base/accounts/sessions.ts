import { createHash } from 'node:crypto';
import type { OpenSession, Session, SessionEnd } from '@opentocc/contract';
import type { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { kitErrors } from '../../kit/errors.ts';
import type { SessionChange } from '../../kit/session-change.ts';
import type { Topic } from '../../kit/topic.ts';
import type { Directory } from './directory.ts';
import { administratorsOf } from './permissions.ts';
import type { Personal } from './personal.ts';
import type { SecondFactorRule, SignInPolicy } from './policy.ts';
import type { AccountRow, AccountStore, SessionRow } from './store.ts';

interface Cached {
  readonly row: SessionRow;
  readonly session: Session;
  readonly read_ms: number;
  seen_ms: number;
  written_ms: number;
}

/** Another process may end a session or change an account; what is older than this is read again. */
const FRESH_MS = 5_000;
/** How exactly the database records the last activity, for the idle limit. */
const TOUCH_MS = 30_000;
const CACHE_MAX = 10_000;

/** An account for a wall, which may do nothing else. */
function isDisplay(roles: readonly string[]): boolean {
  return roles.length === 1 && roles[0] === 'display';
}

interface Deps {
  readonly store: AccountStore;
  readonly directory: Directory;
  readonly personal: Personal;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly policy: SignInPolicy;
  readonly second_factor: SecondFactorRule;
  /** Published once a session is over or worth another look, so that what it holds open can close at once. */
  readonly changes: Topic<SessionChange>;
}

/**
 * Sessions: opaque tokens of 256 random bits, of which only the SHA-256 is stored, so that a stolen database opens no
 * session. A fresh token at every sign-in leaves no session to fixate.
 */
export class Sessions {
  readonly #cache = new Map<string, Cached>();
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** @returns the token for the cookie, shown only here, and the session. */
  async open(
    account: AccountRow,
    address: string,
    agent: string,
  ): Promise<{ token: string; session: Session }> {
    const { store, clock, random, policy, directory } = this.#deps;
    const { roles } = await directory.authorityOf(account.id);
    const limit_s = isDisplay(roles) ? policy.display_limit_s : policy.absolute_limit_s;
    const token = text(random(32));
    const now_ms = clock.now();
    const row: SessionRow = {
      token_hash: hashOf(token),
      account: account.id,
      csrf_token: text(random(24)),
      created_ms: now_ms,
      seen_ms: now_ms,
      expires_ms: now_ms + 1000 * limit_s,
      address,
      agent: agent.slice(0, 200),
      watch_until_ms: null,
    };
    const open = await store.listSessions(account.id);
    const over = open.slice(0, Math.max(0, open.length + 1 - policy.sessions_per_account));
    await this.#remove(over, 'too_many_sessions');
    await store.addSession(row);
    return { token, session: await this.#describe(row, account) };
  }

  /**
   * The session of a token, unless it has ended, was idle too long, or its account is disabled.
   * @param isBackground asked by a page on its own: keeps no session from going idle but that of a display
   */
  async find(token: string, isBackground = false): Promise<Session | null> {
    const key = hashOf(token);
    const cached = await this.#load(key);
    if (!cached) return null;
    const { clock, policy, store } = this.#deps;
    const now_ms = clock.now();
    const isIdle = now_ms - activeUntil(cached) > 1000 * policy.idle_limit_s;
    if (isIdle || now_ms >= cached.row.expires_ms) {
      await this.#remove([cached.row], 'expired');
      return null;
    }
    if (isBackground && !isDisplay(cached.session.roles)) return cached.session;
    cached.seen_ms = now_ms;
    if (now_ms - cached.written_ms > TOUCH_MS) {
      cached.written_ms = now_ms;
      await store.touchSession(key, now_ms);
    }
    return cached.session;
  }

  /**
   * Gives a session whose rights grow a fresh token, and ends the account's other sessions, which have not proved as much.
   * @returns the token for the cookie.
   */
  async renew(token: string): Promise<string> {
    const { store, random } = this.#deps;
    const row = await store.findSession(hashOf(token));
    if (!row) throw kitErrors.sign_in_required();
    const fresh = text(random(32));
    await store.addSession({ ...row, token_hash: hashOf(fresh) });
    await this.closeAll(row.account, 'ended_elsewhere', fresh);
    return fresh;
  }

  /**
   * Lets a session stay open though nobody touches its page.
   * @param until_ms UTC ms; null ends the watch, and the idle limit begins now
   */
  async watch(token: string, until_ms: number | null): Promise<void> {
    const token_hash = hashOf(token);
    await this.#deps.store.watchSession(token_hash, until_ms, this.#deps.clock.now());
    this.#cache.delete(token_hash.toString('base64'));
  }

  async close(token: string): Promise<void> {
    const row = await this.#deps.store.findSession(hashOf(token));
    if (row) await this.#remove([row], 'signed_out');
  }

  /** Ends all sessions of an account, but for one where it stays signed in. */
  async closeAll(account: number, why: SessionEnd, exceptToken?: string): Promise<void> {
    const keep = exceptToken === undefined ? null : hashOf(exceptToken);
    const rows = await this.#deps.store.listSessions(account);
    const over = rows.filter((row) => !keep?.equals(row.token_hash));
    await this.#remove(over, why);
  }

  /** Open sessions of an account, for its owner. */
  async list(account: number, token: string | undefined): Promise<z.infer<typeof OpenSession>[]> {
    const mine = token === undefined ? null : hashOf(token);
    const rows = await this.#deps.store.listSessions(account);
    return rows.map(({ created_ms, seen_ms, address, agent, token_hash }) => ({
      created_ms,
      seen_ms,
      address,
      agent,
      current: mine?.equals(token_hash) ?? false,
    }));
  }

  /** What is cached of an account is read again at its next request. */
  forget(account?: number): void {
    for (const [key, { row }] of this.#cache)
      if (account === undefined || row.account === account) this.#cache.delete(key);
    const principal = account === undefined ? null : principalOf(account);
    this.#deps.changes.publish({ principal, why: 'rights_changed' });
  }

  async sweep(): Promise<void> {
    const now_ms = this.#deps.clock.now();
    const { idle_limit_s } = this.#deps.policy;
    await this.#deps.store.removeExpiredSessions(now_ms, now_ms - 1000 * idle_limit_s - 2 * TOUCH_MS);
  }

  async #load(token_hash: Buffer): Promise<Cached | null> {
    const key = token_hash.toString('base64');
    const now_ms = this.#deps.clock.now();
    const cached = this.#cache.get(key);
    if (cached && now_ms - cached.read_ms < FRESH_MS) return cached;
    this.#cache.delete(key);
    const row = await this.#deps.store.findSession(token_hash);
    const account = row && (await this.#deps.store.findById(row.account));
    if (!row || account?.state !== 'active') return null;
    const session = await this.#describe(row, account);
    const seen_ms = Math.max(row.seen_ms, cached?.seen_ms ?? 0);
    const fresh = { row, session, read_ms: now_ms, seen_ms, written_ms: row.seen_ms };
    if (this.#cache.size >= CACHE_MAX) this.#cache.delete(this.#cache.keys().next().value ?? '');
    this.#cache.set(key, fresh);
    return fresh;
  }

  async #describe(row: SessionRow, account: AccountRow): Promise<Session> {
    const { roles, permissions, reach } = await this.#deps.directory.authorityOf(account.id);
    return {
      principal: principalOf(account.id),
      via: 'cookie',
      account: account.name,
      display_name: await this.#deps.personal.openName(account),
      roles: [...roles],
      permissions: [...permissions],
      reach: { ...reach },
      language: account.language,
      csrf_token: row.csrf_token,
      must_change_password: this.#mustChange(account),
      second_factor: account.totp_confirmed,
      must_enrol_second_factor:
        !account.totp_confirmed &&
        account.oidc_subject === null &&
        requires(this.#deps.second_factor, administratorsOf(permissions).size > 0),
      expires_ms: row.expires_ms,
      watch_until_ms: row.watch_until_ms,
    };
  }

  #mustChange(account: AccountRow): boolean {
    if (account.password_hash === null) return false;
    const age_ms = this.#deps.clock.now() - account.password_changed_ms;
    return account.must_change_password || age_ms > this.#deps.policy.password_max_age_days * 86_400_000;
  }

  async #remove(rows: readonly SessionRow[], why: SessionEnd): Promise<void> {
    for (const row of rows) this.#cache.delete(row.token_hash.toString('base64'));
    await this.#deps.store.removeSessions(rows.map((row) => row.token_hash));
    for (const account of new Set(rows.map((row) => row.account)))
      this.#deps.changes.publish({ principal: principalOf(account), why });
  }
}

/** Since when nobody has been there: the last touch, or the end of the watch. */
const activeUntil = ({ row, seen_ms }: Cached): number => Math.max(seen_ms, row.watch_until_ms ?? 0);

const principalOf = (account: number) => `account:${account}`;

function requires(rule: SecondFactorRule, administrator: boolean): boolean {
  return rule === 'everyone' || (rule === 'administrators' && administrator);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
