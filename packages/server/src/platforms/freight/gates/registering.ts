import type { GateListEntry, GateSecret } from '@opentocc/contract';
import { plainPlate } from '@opentocc/core/freight';
import type { Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { gatesErrors } from './errors.ts';
import type { CameraRow, GateRow, SiteRow } from './model.ts';
import type { RecordAct } from './record-act.ts';
import { hashOf, type Register } from './register.ts';
import type { GateStore } from './store.ts';
import type { Units, Views } from './views.ts';

const SECRET_BYTES = 24;

export interface RegisteringDeps {
  readonly store: GateStore;
  readonly clock: Clock;
  readonly record: RecordAct;
  readonly random: (bytes: number) => Uint8Array;
  readonly register: Register;
  readonly views: Views;
}

/** What people do to the register of sites, gates, cameras and controllers. Secrets are shown once and stored as digests. */
export function createRegistering({ store, clock, record, random, register, views }: RegisteringDeps) {
  const newSecret = (): string => Buffer.from(random(SECRET_BYTES)).toString('base64url');
  const requireSaved = (saved: boolean, what: string, now: number, seen: number): void => {
    if (!saved) throw gatesErrors.changed({ what, now, seen });
  };

  return {
    async saveList(acting: Acting, units: Units, code: string, entries: readonly GateListEntry[]) {
      views.requireSite(units, code);
      for (const { plate, until_ms } of entries)
        if (until_ms <= clock.now()) throw gatesErrors.list_past({ plate });
      const plain = new Map(entries.map((one) => [plainPlate(one.plate), one]));
      const rows = [...plain].map(([plate, one]) => ({ ...one, plate, site: code }));
      const before = register.listOf(code).map((one) => one.plate);
      await store.transaction((of) => of.saveList(code, rows));
      await register.load();
      await record(acting, 'gates.list', `gate-site:${code}`, {
        before,
        after: rows.map((one) => one.plate),
      });
      return register.listOf(code).map(({ site: _, ...entry }) => entry);
    },
    async saveSite(acting: Acting, row: SiteRow) {
      const before = register.sites().find(({ code }) => code === row.code);
      requireSaved(await store.saveSite(row), `场站 site ${row.code}`, before?.version ?? 0, row.version);
      await register.load();
      await record(acting, 'gates.save-site', `gate-site:${row.code}`, changeOf(before, row));
      return views.site(row.code);
    },
    async saveGate(acting: Acting, row: Omit<GateRow, 'retired_ms'>) {
      register.getSite(row.site);
      const before = register.findGate(row.code);
      const saved = await store.transaction((of) => of.saveGate({ ...row, retired_ms: null }));
      requireSaved(saved, `道闸 gate ${row.code}`, before?.version ?? 0, row.version);
      await register.load();
      await record(acting, 'gates.save-gate', `gate:${row.code}`, changeOf(before, row));
      return views.gate(row.code);
    },
    async retireGate(acting: Acting, code: string, reason: string): Promise<void> {
      const row = register.getGate(code);
      await store.saveGate({ ...row, retired_ms: clock.now() });
      await register.load();
      await record(acting, 'gates.retire-gate', `gate:${code}`, { reason });
    },
    async renewLockSecret(acting: Acting, code: string): Promise<GateSecret> {
      register.getLock(code);
      const secret = newSecret();
      await store.saveLockSecret(code, hashOf(secret));
      await register.load();
      await record(acting, 'gates.renew-controller', `gate-lock:${code}`);
      return { user: code, secret, address: `/api/v1/freight/gate-locks/${code}/sync` };
    },
    async saveCamera(
      acting: Acting,
      row: Omit<CameraRow, 'secret_sealed' | 'retired_ms'>,
    ): Promise<GateSecret> {
      register.getGate(row.gate);
      const secret = newSecret();
      const secret_sealed = await register.sealSecret(row.code, secret);
      await store.saveCamera({ ...row, secret_sealed, retired_ms: null });
      await register.load();
      const { maker, gate, address } = row;
      await record(acting, 'gates.save-camera', `gate-camera:${row.code}`, { maker, gate, address });
      return { user: row.code, secret, address: ADDRESSES[maker](row.code) };
    },
    async retireCamera(acting: Acting, code: string, reason: string): Promise<void> {
      if (!register.findCamera(code)) throw gatesErrors.unknown_camera({ code });
      await store.retireCamera(code, clock.now());
      await register.load();
      await record(acting, 'gates.retire-camera', `gate-camera:${code}`, { reason });
    },
  };
}

export type Registering = ReturnType<typeof createRegistering>;

/** What is to be typed into a camera of each maker. */
const ADDRESSES = {
  hikvision: (code: string) => `/api/v1/freight/cameras/${code}/hikvision`,
  dahua: () => '/NotificationInfo/TollgateInfo',
  alphadigi: (code: string) => `/api/v1/freight/cameras/${code}/alphadigi`,
} as const;

/** Before and after of a change, for the audit. */
const changeOf = (before: object | undefined, after: object): Record<string, Json> => ({
  ...{ before: before ? plainOf(before) : null, after: plainOf(after) },
});
const plainOf = (row: object): Json => JSON.parse(JSON.stringify(row)) as Json;
