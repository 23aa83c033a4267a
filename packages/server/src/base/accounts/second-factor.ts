import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../../kit/clock.ts';
import type { KeyService } from '../keys/index.ts';
import { accountErrors } from './errors.ts';
import type { AccountRow, AccountStore } from './store.ts';

const ISSUER = 'OpenTOCC';
const PERIOD_S = 30;
const RECOVERY_CODES = 10;
/** Letters without look-alikes; 10 of them carry 49 bits. */
const RECOVERY_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

interface Deps {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
}

/** Time-based codes (RFC 6238, 6 digits, 30 s, SHA-1 as authenticators expect) and recovery codes that work once. */
export class SecondFactor {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Starts set-up; in force only after {@link confirm}. @returns what the authenticator scans. */
  async start(account: AccountRow): Promise<{ secret: string; uri: string }> {
    if (account.totp_confirmed) throw accountErrors.second_factor_exists();
    const secret = new Secret({ buffer: Uint8Array.from(this.#deps.random(20)).buffer });
    const totp_sealed = await this.#deps.keys.seal('secrets', secret.base32, contextOf(account));
    await this.#deps.store.updateAccount(account.id, { totp_sealed, totp_step: 0 });
    return { secret: secret.base32, uri: totpOf(secret.base32, account.name).toString() };
  }

  /** @returns recovery codes, shown only here. @throws AppError when the code is not right. */
  async confirm(account: AccountRow, code: string): Promise<string[]> {
    if (account.totp_confirmed) throw accountErrors.second_factor_exists();
    if (!(await this.#verifyTotp(account, code))) throw accountErrors.code_wrong();
    const codes = Array.from({ length: RECOVERY_CODES }, () => this.#recoveryCode());
    await this.#deps.store.updateAccount(account.id, {
      totp_confirmed: true,
      recovery_hashes: codes.map((each) => recoveryHash(account, each)),
    });
    return codes;
  }

  /** True for a current code not used before, or for a recovery code, which is then used up. */
  async verify(account: AccountRow, code: string): Promise<boolean> {
    if (/^\d{6}$/.test(code)) return this.#verifyTotp(account, code);
    return this.#deps.store.useRecoveryHash(account.id, recoveryHash(account, code));
  }

  async remove(account: AccountRow): Promise<void> {
    await this.#deps.store.updateAccount(account.id, {
      totp_sealed: null,
      totp_confirmed: false,
      recovery_hashes: [],
    });
  }

  async #verifyTotp(account: AccountRow, code: string): Promise<boolean> {
    if (account.totp_sealed === null) return false;
    const secret = await this.#deps.keys.open('secrets', account.totp_sealed, contextOf(account));
    const now_ms = this.#deps.clock.now();
    const delta = totpOf(secret, account.name).validate({ token: code, timestamp: now_ms, window: 1 });
    if (delta === null) return false;
    return this.#deps.store.useTotpStep(account.id, Math.floor(now_ms / 1000 / PERIOD_S) + delta);
  }

  #recoveryCode(): string {
    const letters: string[] = [];
    while (letters.length < 10)
      for (const byte of this.#deps.random(16))
        if (byte < 8 * RECOVERY_LETTERS.length && letters.length < 10)
          letters.push(RECOVERY_LETTERS[byte % RECOVERY_LETTERS.length]);
    return letters.join('').replace(/^(.{5})/, '$1-');
  }
}

/** The codes are random enough that a plain hash, salted by the account, protects them. */
function recoveryHash(account: AccountRow, code: string): string {
  const letters = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`${account.id}:${letters}`).digest('base64url');
}

export function contextOf(account: { readonly id: number | string }): string {
  return `accounts:totp:${account.id}`;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });
}
