import { type Session, type SignIn, typedForm } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { AuditSink, Json } from '../audit/index.ts';
import { accountErrors } from './errors.ts';
import type { KnownDevices } from './known-devices.ts';
import { checkPassword, oneTimePassword, type PasswordHasher } from './password.ts';
import type { SignInPolicy } from './policy.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import type { AccountRow, AccountStore } from './store.ts';
import type { Attempt, Throttle } from './throttle.ts';

/** Where a request comes from, for sessions and the audit. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
  /** The cookie by which a device of an owner is known. */
  readonly device?: string;
}

/** A session just opened; the token goes into the cookie and nowhere else. */
export interface Opened {
  readonly token: string;
  readonly session: Session;
  /** For the cookie by which this device is known from now on. */
  readonly device?: string;
}

interface Deps {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly policy: SignInPolicy;
  readonly audit: AuditSink;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly sessions: Sessions;
  readonly secondFactor: SecondFactor;
  readonly knownDevices: KnownDevices;
}

/** Signing in and out, and the caller's own password. */
export class SignInService {
  readonly #deps: Deps;
  /** Verified when there is no such account, so that its absence takes as long as a wrong password. */
  #decoy: Promise<string> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Opens a session. Neither the answer nor its time reveals whether the account exists.
   * @throws AppError `accounts.sign_in_failed`, `accounts.code_required` or `accounts.wait`.
   */
  async signIn(input: SignIn, origin: Origin): Promise<Opened> {
    const { throttle, store, knownDevices } = this.#deps;
    const name = normalName(input.account);
    const account = await store.findByName(name);
    const device = await knownDevices.find(account, origin.device);
    const attempt = await throttle.admit({ name, address: origin.address, device });
    const reason = await this.#whyNot(account, input, attempt);
    if (!account || reason !== null) {
      if (reason === 'code missing') await attempt.takeBack();
      await this.#audit(account, name, origin, 'refused', { reason: reason ?? 'unknown' });
      throw reason === 'code missing' ? accountErrors.code_required() : accountErrors.sign_in_failed();
    }
    await attempt.succeeded();
    const opened = await this.open(account, origin, 'password');
    if (opened.session.must_change_password) return opened;
    return { ...opened, device: await knownDevices.seal(account, device) };
  }

  /** Opens a session for an account that has proved itself. */
  async open(account: AccountRow, origin: Origin, method: string): Promise<Opened> {
    await this.#deps.store.updateAccount(account.id, { last_sign_in_ms: this.#deps.clock.now() });
    const opened = await this.#deps.sessions.open(account, origin.address, origin.agent);
    await this.#audit(account, account.name, origin, 'done', { method, agent: origin.agent });
    return opened;
  }

  async #whyNot(
    account: AccountRow | undefined,
    { password, code }: SignIn,
    attempt: Attempt,
  ): Promise<string | null> {
    this.#decoy ??= this.#deps.hasher.hash(oneTimePassword(this.#deps.random));
    const digest = account?.password_hash ?? (await this.#decoy);
    const verified = await this.#deps.hasher.verify(digest, password);
    if (!account || !verified || account.password_hash === null) return 'password';
    if (account.state !== 'active') return 'disabled';
    if (this.#oneTimeIsOver(account)) return 'one-time password expired';
    if (!account.totp_confirmed) return null;
    if (!code) return 'code missing';
    await attempt.admitCode();
    return (await this.#deps.secondFactor.verify(account, code)) ? null : 'code';
  }

  #oneTimeIsOver(account: AccountRow): boolean {
    if (!account.must_change_password) return false;
    const age_ms = this.#deps.clock.now() - account.password_changed_ms;
    return age_ms > this.#deps.policy.one_time_password_hours * 3_600_000;
  }

  async signOut(token: string, session: Session, origin: Origin): Promise<void> {
    await this.#deps.sessions.close(token);
    await this.#deps.audit.record({
      principal: session.principal,
      actor: session.account,
      address: origin.address,
      action: 'session.sign-out',
      target: session.principal,
      result: 'done',
    });
  }

  /**
   * Changes the caller's own password, ends every session of the account and opens a new one.
   * @throws AppError that names the rule broken, or `accounts.current_password_wrong`.
   */
  async changePassword(session: Session, current: string, next: string, origin: Origin): Promise<Opened> {
    const { store, throttle, hasher, sessions, policy, clock, audit } = this.#deps;
    const account = await store.findByName(session.account);
    if (!account || account.password_hash === null) throw accountErrors.account_unknown();
    const attempt = await throttle.admit({ name: account.name, address: origin.address });
    if (!(await hasher.verify(account.password_hash, current))) throw accountErrors.current_password_wrong();
    await attempt.succeeded();
    checkPassword(next, account.name, policy);
    await this.#refuseReuse(account, next);
    await store.updateAccount(account.id, {
      password_hash: await hasher.hash(next),
      password_history: [account.password_hash, ...account.password_history].slice(
        0,
        policy.password_history - 1,
      ),
      password_changed_ms: clock.now(),
      must_change_password: false,
    });
    await sessions.closeAll(account.id, 'password_changed');
    await audit.record({
      principal: session.principal,
      actor: account.name,
      address: origin.address,
      action: 'accounts.change-password',
      target: session.principal,
      result: 'done',
    });
    const changed = (await store.findById(account.id)) ?? account;
    const opened = await this.#deps.sessions.open(changed, origin.address, origin.agent);
    return { ...opened, device: await this.#deps.knownDevices.seal(changed, null) };
  }

  async #refuseReuse(account: AccountRow, next: string): Promise<void> {
    const former = [account.password_hash, ...account.password_history].filter((digest) => digest !== null);
    for (const digest of former)
      if (await this.#deps.hasher.verify(digest, next))
        throw accountErrors.password_reused({ count: this.#deps.policy.password_history });
  }

  async #audit(
    account: AccountRow | undefined,
    name: string,
    origin: Origin,
    result: 'done' | 'refused',
    detail: { [key: string]: Json },
  ): Promise<void> {
    await this.#deps.audit.record({
      principal: account ? `account:${account.id}` : 'anonymous',
      // People type passwords where names belong: of a name that is nobody's, only two characters are recorded.
      actor: account ? account.name : `${name.slice(0, 2)}***`,
      address: origin.address,
      action: 'session.sign-in',
      target: account ? `account:${account.id}` : null,
      result,
      detail,
    });
  }
}

/** Account names are compared in lower case and in the one form of typed text. */
export function normalName(name: string): string {
  return typedForm(name).toLowerCase();
}
