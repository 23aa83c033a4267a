import type {
  NewSharingApplication,
  Permission,
  Session,
  SharingApplication,
  SharingApproval,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { z } from 'zod';
import type { Acting } from '../../kit/acting.ts';
import { type Clock, cityDay } from '../../kit/clock.ts';
import type { SessionChange } from '../../kit/session-change.ts';
import type { Topic } from '../../kit/topic.ts';
import { reachesUnit } from '../accounts/index.ts';
import type { AuditSink, Json } from '../audit/index.ts';
import { type ApiKeys, hashOf } from './api-keys.ts';
import { CATALOGUE, findItem } from './catalogue.ts';
import { sharingErrors } from './errors.ts';
import { SHARING_POLICY } from './policy.ts';
import type { ApplicationRow, KeyRow, SharingStore } from './store.ts';

interface Deps {
  readonly store: SharingStore;
  readonly apiKeys: ApiKeys;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly audit: AuditSink;
  readonly changes: Topic<SessionChange>;
  districtsOf(unit: string): Promise<readonly string[] | null>;
}

/** How long a rotated key still works, so that its user can change over without a gap. */
const OVERLAP_MS = SHARING_POLICY.overlap_days * DAY_MS;

/**
 * Sharing by catalogue: a department applies, the owner approves, the applicant collects the key, use is counted. The
 * approver never sees a key, and the one who applied never approves.
 */
export class SharingService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  listItems() {
    return [...CATALOGUE];
  }

  /** Those the caller may decide on, and those of the units that the caller applies for. */
  async list({ session }: Acting): Promise<SharingApplication[]> {
    const { store, clock } = this.#deps;
    const now_ms = clock.now();
    const [rows, keys, use] = await Promise.all([
      store.listApplications(),
      store.listKeys(),
      store.listUse(cityDay(now_ms), cityDay(now_ms - 29 * DAY_MS)),
    ]);
    const byApplication = new Map(keys.map((key) => [key.application, key]));
    return rows
      .filter((row) => mayDecide(session, row) || mayApply(session, row.unit))
      .map((row) => applicationOf(row, byApplication.get(row.id), use, now_ms));
  }

  async apply(acting: Acting, input: z.infer<typeof NewSharingApplication>): Promise<SharingApplication> {
    if (!findItem(input.item)) throw sharingErrors.item_unknown({ item: input.item });
    if (!mayApply(acting.session, input.unit)) throw sharingErrors.out_of_area();
    const row = await this.#deps.store.addApplication({
      ...input,
      applicant: acting.session.principal,
      applicant_name: acting.session.account,
      state: 'pending',
      created_ms: this.#deps.clock.now(),
    });
    await this.#audit(acting, 'sharing.apply', row.id, { ...input });
    return this.#get(row.id);
  }

  /** Approves, for the districts of the applicant's unit unless it says otherwise; the key then waits for its applicant. */
  async approve(
    acting: Acting,
    id: number,
    approval: z.infer<typeof SharingApproval>,
  ): Promise<SharingApplication> {
    const row = await this.#toDecide(acting, id);
    const item = findItem(row.item);
    if (!item) throw sharingErrors.item_unknown({ item: row.item });
    const key = {
      scopes: item.scopes,
      unit: row.unit,
      districts: await this.#districtsOf(row.unit, approval.districts),
      quota_per_day: approval.quota_per_day ?? item.quota_per_day,
      quota_per_minute: approval.quota_per_minute ?? item.quota_per_minute,
      expires_ms: this.#deps.clock.now() + (approval.expires_days ?? SHARING_POLICY.expires_days) * DAY_MS,
    };
    await this.#decide(acting, id, 'approved', approval.decision, key);
    return this.#get(id);
  }

  async #districtsOf(unit: string, asked: readonly string[] | null | undefined): Promise<string[] | null> {
    const districts = asked === undefined ? await this.#deps.districtsOf(unit) : asked;
    return districts && [...districts];
  }

  async refuse(acting: Acting, id: number, decision: string): Promise<SharingApplication> {
    await this.#toDecide(acting, id);
    await this.#decide(acting, id, 'refused', decision, null);
    return this.#get(id);
  }

  /**
   * The key of an approved application, for its applicant, shown once. Asked again it is a rotation: a new key, and the
   * one before works on for a week.
   */
  async issue(
    acting: Acting,
    id: number,
  ): Promise<{ key: string; expires_ms: number; overlap_until_ms: number | null }> {
    const { store, apiKeys, clock, random } = this.#deps;
    const row = await this.#own(acting, id);
    const key = await store.findKeyOf(id);
    const now_ms = clock.now();
    if (row.state !== 'approved' || !key || key.revoked_ms !== null || now_ms >= key.expires_ms)
      throw sharingErrors.not_approved({ id });
    const secret = Buffer.from(random(32)).toString('base64url');
    const overlap_until_ms = key.secret_hash ? Math.min(now_ms + OVERLAP_MS, key.expires_ms) : null;
    await store.updateKey(key.id, {
      secret_hash: hashOf(secret),
      prefix: secret.slice(0, 4),
      previous_hash: key.secret_hash,
      overlap_until_ms,
    });
    apiKeys.forget(key.id);
    await this.#audit(acting, key.secret_hash ? 'sharing.rotate-key' : 'sharing.issue-key', id, {
      key: `key:${key.id}`,
    });
    return { key: `tocc_${key.id}_${secret}`, expires_ms: key.expires_ms, overlap_until_ms };
  }

  /** Ends a key at once; its applicant and whoever may approve can. */
  async revoke(acting: Acting, id: number): Promise<SharingApplication> {
    const { store, apiKeys, clock } = this.#deps;
    const row = await store.findApplication(id);
    if (!row || !(mayDecide(acting.session, row) || isOwn(acting.session, row)))
      throw sharingErrors.application_unknown();
    const key = await store.findKeyOf(id);
    if (!key) throw sharingErrors.not_approved({ id });
    await store.updateKey(key.id, { revoked_ms: clock.now() });
    apiKeys.forget(key.id);
    this.#deps.changes.publish({ principal: `key:${key.id}`, why: 'key_revoked' });
    await this.#audit(acting, 'sharing.revoke-key', id, { key: `key:${key.id}` });
    return this.#get(id);
  }

  async #toDecide({ session }: Acting, id: number): Promise<ApplicationRow> {
    const row = await this.#deps.store.findApplication(id);
    if (!row || !mayDecide(session, row)) throw sharingErrors.application_unknown();
    if (row.applicant === session.principal) throw sharingErrors.own_application();
    return row;
  }

  async #decide(
    acting: Acting,
    id: number,
    state: 'approved' | 'refused',
    decision: string,
    key: Parameters<SharingStore['decide']>[2],
  ): Promise<void> {
    const { store, clock } = this.#deps;
    const decided = { state, decision, decided_by: acting.session.account, decided_ms: clock.now() };
    if (!(await store.decide(id, decided, key))) throw sharingErrors.decided({ id });
    await this.#audit(acting, `sharing.${state}`, id, {
      decision,
      ...(key
        ? {
            quota_per_day: key.quota_per_day,
            quota_per_minute: key.quota_per_minute,
            districts: key.districts,
            expires_ms: key.expires_ms,
          }
        : {}),
    });
  }

  /** Another's application is as if it were not there. */
  async #own({ session }: Acting, id: number): Promise<ApplicationRow> {
    const row = await this.#deps.store.findApplication(id);
    if (!row || !isOwn(session, row)) throw sharingErrors.application_unknown();
    return row;
  }

  async #get(id: number): Promise<SharingApplication> {
    const { store, clock } = this.#deps;
    const now_ms = clock.now();
    const row = await store.findApplication(id);
    if (!row) throw sharingErrors.application_unknown();
    const use = await store.listUse(cityDay(now_ms), cityDay(now_ms - 29 * DAY_MS));
    return applicationOf(row, await store.findKeyOf(id), use, now_ms);
  }

  #audit({ session, address }: Acting, action: string, id: number, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    const target = `sharing-application:${id}`;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

function mayApply(session: Session, unit: string): boolean {
  return reachesUnit(session, 'sharing:apply' satisfies Permission, unit);
}

/** Who approves for the owner of the item. */
function mayDecide(session: Session, { item }: ApplicationRow): boolean {
  return reachesUnit(session, 'sharing:approve' satisfies Permission, findItem(item)?.owner ?? '');
}

function isOwn(session: Session, { applicant, unit }: ApplicationRow): boolean {
  return applicant === session.principal && mayApply(session, unit);
}

function applicationOf(
  row: ApplicationRow,
  key: KeyRow | undefined,
  use: ReadonlyMap<number, { day: number; since: number }>,
  now_ms: number,
): SharingApplication {
  return {
    id: row.id,
    item: row.item,
    unit: row.unit,
    applicant: row.applicant_name,
    device: row.device,
    purpose: row.purpose,
    state: row.state,
    created_ms: row.created_ms,
    decided_by: row.decided_by,
    decided_ms: row.decided_ms,
    decision: row.decision,
    key: key
      ? {
          id: key.id,
          state: keyState(key, now_ms),
          prefix: key.prefix,
          districts: key.districts,
          quota_per_day: key.quota_per_day,
          quota_per_minute: key.quota_per_minute,
          used_today: use.get(key.id)?.day ?? 0,
          used_30_days: use.get(key.id)?.since ?? 0,
          last_used_ms: key.last_used_ms,
          expires_ms: key.expires_ms,
          overlap_until_ms: key.overlap_until_ms,
        }
      : null,
  };
}

function keyState(key: KeyRow, now_ms: number): 'waiting' | 'active' | 'expired' | 'revoked' {
  if (key.revoked_ms !== null) return 'revoked';
  if (now_ms >= key.expires_ms) return 'expired';
  return key.secret_hash ? 'active' : 'waiting';
}
