import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import type { KeyService } from '../keys/index.ts';
import type { SignInPolicy } from './policy.ts';
import type { AccountRow } from './store.ts';

interface Deps {
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly policy: SignInPolicy;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
}

const Device = z.object({ account: z.number(), device: z.string(), at_ms: z.number() });
const CONTEXT = 'accounts:device';

/**
 * Browsers on which the owner of an account has signed in in full, known by a cookie that only the platform can write.
 * It opens nothing; it only spares the owner the wait that others caused. A new password ends what was known before.
 */
export class KnownDevices {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** @returns the value of the cookie. @param known the number that the device has already. */
  async seal(account: AccountRow, known: string | null): Promise<string> {
    const { clock, random, keys } = this.#deps;
    const device = known ?? Buffer.from(random(12)).toString('base64url');
    const sealed = JSON.stringify({ account: account.id, device, at_ms: clock.now() });
    return Buffer.from(await keys.seal('secrets', sealed, CONTEXT)).toString('base64url');
  }

  /** @returns the number of the device, or null where this account has not signed in. */
  async find(account: AccountRow | undefined, cookie: string | undefined): Promise<string | null> {
    if (cookie === undefined) return null;
    const known = await this.#open(cookie);
    if (!account || known?.account !== account.id) return null;
    const { clock, policy } = this.#deps;
    const isOld = clock.now() - known.at_ms > policy.known_device_days * 86_400_000;
    return isOld || known.at_ms < account.password_changed_ms ? null : known.device;
  }

  /** Whatever cannot be opened is not ours, or of a key that is no more: no device is known by it. */
  async #open(cookie: string): Promise<z.infer<typeof Device> | null> {
    try {
      const text = await this.#deps.keys.open(
        'secrets',
        Buffer.from(cookie, 'base64url').toString(),
        CONTEXT,
      );
      return Device.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }
}
