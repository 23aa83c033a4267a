import { createHash, timingSafeEqual } from 'node:crypto';
import type { Session } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { type Clock, cityDay, cityDayStart } from '../../kit/clock.ts';
import type { Credentials } from '../../kit/http-server.ts';
import { sharingErrors } from './errors.ts';
import type { KeyRow, SharingStore } from './store.ts';

interface Cached {
  readonly row: KeyRow;
  readonly read_ms: number;
}

const FRESH_MS = 5_000;
const CACHE_MAX = 10_000;
/**
 * `tocc_`, the key's number, and 256 random bits: found by number, proved by hash. The name of the scheme is of any case
 * (RFC 9110, 11.1).
 */
const FORM = /^[Bb][Ee][Aa][Rr][Ee][Rr] +tocc_(\d{1,9})_([\w-]{43})$/;

/**
 * Recognises API keys and counts their use, in the database and before the answer: the quota then holds over all processes
 * and through a restart. What is known of a key is at most {@link FRESH_MS} old.
 */
export class ApiKeys {
  readonly #cache = new Map<number, Cached>();

  constructor(
    private readonly store: SharingStore,
    private readonly clock: Clock,
  ) {}

  /**
   * The session of a key, or null for anything that is not a key in force. Counts the request.
   * @throws AppError `sharing.quota_used` or `sharing.too_fast`.
   */
  async authenticate({ headers }: Credentials): Promise<Session | null> {
    const [, number, secret] = FORM.exec(headers.authorization ?? '') ?? [];
    if (number === undefined) return null;
    const row = await this.#find(Number(number));
    if (!row || !this.#proves(row, secret)) return null;
    await this.#count(row);
    return sessionOf(row);
  }

  /** Read again at the next request. */
  forget(id: number): void {
    this.#cache.delete(id);
  }

  async #find(id: number): Promise<KeyRow | undefined> {
    const now_ms = this.clock.now();
    const cached = this.#cache.get(id);
    if (cached && now_ms - cached.read_ms < FRESH_MS) return cached.row;
    const row = await this.store.findKey(id);
    if (!row) return undefined;
    if (this.#cache.size >= CACHE_MAX) this.#cache.clear();
    this.#cache.set(id, { row, read_ms: now_ms });
    return row;
  }

  #proves(row: KeyRow, secret: string): boolean {
    const now_ms = this.clock.now();
    if (row.revoked_ms !== null || now_ms >= row.expires_ms) return false;
    const given = hashOf(secret);
    if (row.secret_hash && timingSafeEqual(row.secret_hash, given)) return true;
    const overlaps = row.overlap_until_ms !== null && now_ms < row.overlap_until_ms;
    return overlaps && row.previous_hash !== null && timingSafeEqual(row.previous_hash, given);
  }

  async #count(row: KeyRow): Promise<void> {
    const now_ms = this.clock.now();
    const day = cityDay(now_ms);
    if (await this.store.charge(row, day, now_ms)) return;
    const used = (await this.store.listUse(day, day)).get(row.id)?.day ?? 0;
    const error =
      used >= row.quota_per_day
        ? sharingErrors.quota_used(
            { quota: row.quota_per_day },
            secondsTo(cityDayStart(now_ms) + DAY_MS, now_ms),
          )
        : sharingErrors.too_fast({ quota: row.quota_per_minute }, secondsTo(nextMinute(now_ms), now_ms));
    error.caller = sessionOf(row);
    throw error;
  }
}

const nextMinute = (at_ms: number) => (Math.floor(at_ms / MINUTE_MS) + 1) * MINUTE_MS;
const secondsTo = (then_ms: number, now_ms: number) => Math.ceil((then_ms - now_ms) / 1000);

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function sessionOf(row: KeyRow): Session {
  const reach = { units: [row.unit], districts: row.districts };
  return {
    principal: `key:${row.id}`,
    via: 'key',
    account: `key:${row.id}`,
    display_name: row.unit,
    roles: [],
    permissions: row.scopes,
    reach: row.districts === null ? {} : Object.fromEntries(row.scopes.map((scope) => [scope, reach])),
    language: 'zh',
    csrf_token: '',
    must_change_password: false,
    second_factor: false,
    must_enrol_second_factor: false,
    expires_ms: row.expires_ms,
    watch_until_ms: null,
  };
}
