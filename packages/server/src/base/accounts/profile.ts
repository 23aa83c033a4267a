import type { Bilingual, OpenSession, OwnAccount, SecondFactorRemoval } from '@opentocc/contract';
import type { z } from 'zod';
import type { Acting } from '../../kit/acting.ts';
import type { AuditSink } from '../audit/index.ts';
import type { Directory } from './directory.ts';
import { accountErrors } from './errors.ts';
import type { PasswordHasher } from './password.ts';
import type { SignInPolicy } from './policy.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import type { AccountRow, AccountStore } from './store.ts';
import type { Throttle } from './throttle.ts';

interface Deps {
  readonly store: AccountStore;
  readonly directory: Directory;
  readonly policy: SignInPolicy;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly sessions: Sessions;
  readonly secondFactor: SecondFactor;
  readonly audit: AuditSink;
}

/** The caller's own sessions and second factor. */
export class Profile {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** What the caller holds, by name, and the rules for the password and the sessions. */
  async describe(acting: Acting): Promise<OwnAccount> {
    const { store, directory, policy } = this.#deps;
    const account = await this.#own(acting);
    const [roles, units] = [await directory.roles(), await directory.units()];
    const nameOf = (code: string): Bilingual => units.get(code)?.name ?? { zh: code, en: code };
    return {
      unit: nameOf(account.unit),
      grants: (await store.listGrants(account.id)).map(({ role, platform, unit }) => ({
        role: roles.get(role)?.name ?? { zh: role, en: role },
        platform,
        unit: unit === null ? null : nameOf(unit),
      })),
      password_ends_ms:
        account.password_hash === null
          ? null
          : account.password_changed_ms + policy.password_max_age_days * 86_400_000,
      recovery_codes_left: account.totp_confirmed ? account.recovery_hashes.length : null,
      rules: policy,
    };
  }

  async listSessions(acting: Acting, token: string | undefined): Promise<z.infer<typeof OpenSession>[]> {
    const account = await this.#own(acting);
    return this.#deps.sessions.list(account.id, token);
  }

  async endOthers(acting: Acting, token: string | undefined): Promise<void> {
    const account = await this.#own(acting);
    await this.#deps.sessions.closeAll(account.id, 'ended_elsewhere', token);
    await this.#audit(acting, 'session.end-others');
  }

  async startSecondFactor(acting: Acting): Promise<{ secret: string; uri: string }> {
    return this.#deps.secondFactor.start(await this.#own(acting));
  }

  /** @returns the recovery codes, and a fresh token: the session is worth more from here on. */
  async confirmSecondFactor(
    acting: Acting,
    code: string,
    token: string,
  ): Promise<{ codes: string[]; token: string }> {
    const { throttle, secondFactor, sessions } = this.#deps;
    const account = await this.#own(acting);
    const attempt = await throttle.admit({ name: account.name, address: acting.address });
    const codes = await secondFactor.confirm(account, code);
    await attempt.succeeded();
    const renewed = await sessions.renew(token);
    await this.#audit(acting, 'session.second-factor-on');
    return { codes, token: renewed };
  }

  /** Needs the password and a code: a session left open must not be enough. */
  async removeSecondFactor(
    acting: Acting,
    { password, code }: z.infer<typeof SecondFactorRemoval>,
  ): Promise<void> {
    const { throttle, hasher, secondFactor, sessions } = this.#deps;
    const account = await this.#own(acting);
    if (!account.totp_confirmed) throw accountErrors.second_factor_none();
    const attempt = await throttle.admit({ name: account.name, address: acting.address });
    const { password_hash } = account;
    if (password_hash !== null && !(await hasher.verify(password_hash, password)))
      throw accountErrors.current_password_wrong();
    if (!(await secondFactor.verify(account, code))) throw accountErrors.code_wrong();
    await attempt.succeeded();
    await secondFactor.remove(account);
    sessions.forget(account.id);
    await this.#audit(acting, 'session.second-factor-off');
  }

  /** @throws AppError for an API key, which has no profile, and for an account that signs in elsewhere. */
  async #own({ session }: Acting): Promise<AccountRow> {
    const account = session.via === 'cookie' ? await this.#deps.store.findByName(session.account) : undefined;
    if (!account) throw accountErrors.account_unknown();
    return account;
  }

  #audit({ session, address }: Acting, action: string): Promise<void> {
    const { principal, account: actor } = session;
    return this.#deps.audit.record({ principal, actor, address, action, target: principal, result: 'done' });
  }
}
