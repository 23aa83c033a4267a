import { createHash, timingSafeEqual } from 'node:crypto';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { createReload } from '../../../kit/reload.ts';
import { gatesErrors } from './errors.ts';
import type { CameraRow, GateRow, ListRow, LockRow, SiteRow } from './model.ts';
import type { GateStore } from './store.ts';

const contextOf = (code: string): string => `gates:camera:${code}`;
export const SECRET_COLUMN: SealedColumn = {
  ...{ purpose: 'secrets', table: 'gates_camera', id: 'code', column: 'secret_sealed', context: contextOf },
};

/** A camera with what its sign-in is checked by. */
export interface Camera extends CameraRow {
  /** MD5 of user, realm and secret, hex. */
  readonly ha1: string;
}

export interface RegisterDeps {
  readonly store: Pick<GateStore, 'listSites' | 'listGates' | 'listLocks' | 'listCameras' | 'listLists'>;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
}

/** Realm of the digests of cameras; part of what is stored of a secret, so never to be changed. */
export const REALM = 'OpenTOCC gates';

export const ha1Of = (user: string, secret: string): string =>
  createHash('md5').update(`${user}:${REALM}:${secret}`).digest('hex');

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** What is registered, in memory and in step with the database: decisions at a gate ask for nothing else. */
export function createRegister({ store, keys }: RegisterDeps) {
  let sites = new Map<string, SiteRow>();
  let gates = new Map<string, GateRow>();
  let locks = new Map<string, LockRow>();
  let cameras = new Map<string, Camera>();
  let lists: ReadonlyMap<string, readonly ListRow[]> = new Map();

  /** Reads all of it again. */
  const load = createReload(async () => {
    const [a, b, c, d, e] = await Promise.all([
      ...([store.listSites(), store.listGates(), store.listLocks()] as const),
      ...([store.listCameras(), store.listLists()] as const),
    ]);
    const opened = await Promise.all(
      d.map(async (row) => ({
        ...row,
        ha1: await keys.open('secrets', row.secret_sealed, contextOf(row.code)),
      })),
    );
    const byCode = <T extends { code: string }>(rows: readonly T[]) =>
      new Map(rows.map((row) => [row.code, row]));
    [sites, gates, locks, cameras] = [byCode(a), byCode(b), byCode(c), byCode(opened)];
    lists = groupBy(e, ({ site }) => site);
  });

  const getGate = (code: string): GateRow => {
    const gate = gates.get(code);
    if (!gate) throw gatesErrors.unknown_gate({ code });
    return gate;
  };

  return {
    load,
    sites: () => [...sites.values()],
    gates: () => [...gates.values()],
    gatesOf: (site: string) =>
      [...gates.values()].filter((one) => one.site === site && one.retired_ms === null),
    gatesOfLock: (lock: string) =>
      [...gates.values()].filter((one) => one.lock === lock && one.retired_ms === null),
    camerasOf: (gate: string) => [...cameras.values()].filter((one) => one.gate === gate),
    listOf: (site: string): readonly ListRow[] => lists.get(site) ?? [],
    findGate: (code: string) => gates.get(code),
    findCamera: (code: string) => cameras.get(code),
    getGate,
    getSite(code: string): SiteRow {
      const site = sites.get(code);
      if (!site) throw gatesErrors.unknown_site({ code });
      return site;
    },
    getLock(code: string): LockRow {
      const lock = locks.get(code);
      if (!lock) throw gatesErrors.unknown_lock({ code });
      return lock;
    },
    siteOfGate: (code: string): SiteRow => sites.get(getGate(code).site)!,
    hasController: (lock: string) => locks.get(lock)?.secret_hash != null,
    /** Whether it is the secret of the lock's controller. */
    provesLock(code: string, secret: string): boolean {
      const known = locks.get(code)?.secret_hash;
      return known != null && timingSafeEqual(Buffer.from(known), hashOf(secret));
    },
    sealSecret: (code: string, secret: string) => keys.seal('secrets', ha1Of(code, secret), contextOf(code)),
  };
}

export type Register = ReturnType<typeof createRegister>;
