import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import type { Audit, AuditSink } from '../audit/index.ts';
import { keyErrors } from './errors.ts';
import { isPurpose, PURPOSES, type Purpose, type SigningPurpose } from './purposes.ts';
import { createKeyStore, createSealedColumnStore, type KeyRow, type SealedColumn } from './store.ts';
import type { KeyVault } from './vault.ts';

export interface KeysDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: (bytes: number) => Uint8Array;
  readonly vault: KeyVault;
  /** Hears of every key event, and is given the key that signs its anchors. */
  readonly audit: AuditSink & Pick<Audit, 'useSigner'>;
}

/** Who asks for a key event, for the audit. */
export interface KeyCaller {
  readonly principal: string;
  readonly actor: string;
  readonly address: string | null;
}

/** Rows sealed again between two steps of progress. */
const STEP = 200;
const SEALED = /^v1\.([\w-]+)\.([\w-]+)$/;

/**
 * Keys by purpose: seals and opens texts, signs, makes digests for look-up. What is sealed names its key, so that old
 * keys open what they sealed until the background work of a rotation has sealed it again.
 */
export class KeyService {
  readonly #deps: KeysDeps;
  readonly #store: ReturnType<typeof createKeyStore>;
  readonly #keys = new Map<string, KeyRow>();
  readonly #columns: SealedColumn[] = [];
  readonly #running = new Map<Purpose, Promise<void>>();

  constructor(deps: KeysDeps) {
    this.#deps = deps;
    this.#store = createKeyStore(deps.db);
  }

  /** Makes the keys that are missing, seals what a former version left plain, goes on with interrupted rotations. */
  async start(): Promise<void> {
    await this.#read();
    for (const purpose of Object.keys(PURPOSES) as Purpose[])
      if (!this.#active(purpose)) await this.#renew(purpose, null);
    this.#deps.audit.useSigner({ sign: (message) => this.sign('audit-anchor', message) }, () =>
      this.publicKeys('audit-anchor'),
    );
    for (const column of this.#columns) await this.#sealPlain(column);
    for (const { purpose, ended_ms } of await this.#store.listRotations())
      if (ended_ms === null) this.#reseal(purpose);
  }

  /** Resolves when no rotation works any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** Columns that a rotation seals again. Each module with sealed columns names them, before {@link start}. */
  watch(columns: readonly SealedColumn[]): void {
    this.#columns.push(...columns);
  }

  /** @param context what the text belongs to ("accounts:totp:17"); it opens only with the same. */
  async seal(purpose: Purpose, text: string, context: string): Promise<string> {
    const key = this.#current(purpose);
    const sealed = await this.#deps.vault.encrypt(key, Buffer.from(text), contextBytes(purpose, context));
    return `v1.${key.id}.${sealed.toString('base64url')}`;
  }

  /** @throws AppError `keys.cannot_open` when the text was changed, moved to another row, or its key is gone. */
  async open(purpose: Purpose, sealed: string, context: string): Promise<string> {
    const [, id, body] = SEALED.exec(sealed) ?? [];
    const key = id === undefined ? undefined : await this.#find(id);
    if (!key || key.purpose !== purpose) throw keyErrors.cannot_open();
    const plain = await this.#deps.vault.decrypt(
      key,
      Buffer.from(body, 'base64url'),
      contextBytes(purpose, context),
    );
    if (!plain) throw keyErrors.cannot_open();
    return plain.toString();
  }

  /**
   * A digest that finds equal texts without opening them, base64url.
   * @param field makes digests of equal texts of two fields differ.
   */
  async blindIndex(field: string, text: string): Promise<string> {
    const key = this.#current('blind-index');
    const digest = await this.#deps.vault.digest(key, Buffer.from(`${field}\u0000${text}`));
    return digest.toString('base64url');
  }

  async sign(purpose: SigningPurpose, message: Uint8Array): Promise<{ key_id: string; signature: string }> {
    const key = this.#current(purpose);
    return { key_id: key.id, signature: await this.#deps.vault.sign(key, message) };
  }

  /** Public keys of a purpose by id, retired ones included, hex. */
  publicKeys(purpose: SigningPurpose): Map<string, string> {
    const keys = [...this.#keys.values()].filter((key) => key.purpose === purpose);
    return new Map(keys.flatMap(({ id, public_key }) => (public_key === null ? [] : [[id, public_key]])));
  }

  /**
   * Puts a new key in place of the active one; what the old one sealed is sealed again in the background.
   * @throws AppError when the purpose is unknown or its rotation still runs.
   */
  async rotate(purpose: string, caller: KeyCaller): Promise<void> {
    if (!isPurpose(purpose) || !PURPOSES[purpose].rotates) throw keyErrors.purpose_unknown({ purpose });
    if (this.#running.has(purpose)) throw keyErrors.rotation_running({ purpose });
    const before = this.#current(purpose);
    const key = await this.#renew(purpose, before.id);
    if (!key) throw keyErrors.rotation_running({ purpose });
    const total = await this.#countOld(purpose, key);
    const started_ms = this.#deps.clock.now();
    await this.#store.addRotation({ purpose, key_id: key.id, total, done: 0, started_ms, ended_ms: null });
    await this.#audit('keys.rotate', key, { ...caller }, { before: before.id, total });
    this.#reseal(purpose);
  }

  /** Keys and rotations for the screen; no key material. */
  async describe() {
    await this.#read();
    const keys = [...this.#keys.values()].map((key) => ({
      id: key.id,
      purpose: key.purpose,
      name: { zh: PURPOSES[key.purpose].zh, en: PURPOSES[key.purpose].en },
      kind: key.kind,
      vault: key.vault,
      state: key.state,
      rotates: PURPOSES[key.purpose].rotates,
      public_key: key.public_key,
      created_ms: key.created_ms,
      retired_ms: key.retired_ms,
    }));
    return { keys, rotations: await this.#store.listRotations() };
  }

  /** A column that is sealed from this version on: its rows are before anybody reads them. */
  async #sealPlain(column: SealedColumn): Promise<void> {
    const store = createSealedColumnStore(this.#deps.db, column);
    for (const { id, sealed: plain } of await store.listPlain())
      await store.replace(id, plain, await this.seal(column.purpose, plain, column.context(id)));
  }

  #reseal(purpose: Purpose): void {
    const work = this.#resealColumns(purpose)
      .catch((error: unknown) =>
        this.#deps.log.error({ err: error, purpose }, 'rotation stopped; it goes on at the next start'),
      )
      .finally(() => this.#running.delete(purpose));
    this.#running.set(purpose, work);
  }

  async #resealColumns(purpose: Purpose): Promise<void> {
    const key = this.#current(purpose);
    let done = 0;
    for (const column of this.#columns.filter((each) => each.purpose === purpose)) {
      const store = createSealedColumnStore(this.#deps.db, column);
      let after: string | null = null;
      for (;;) {
        const rows: { id: string; sealed: string }[] = await store.listOld(prefixOf(key), after, STEP);
        for (const { id, sealed } of rows) {
          const context = column.context(id);
          const text = await this.open(purpose, sealed, context);
          await store.replace(id, sealed, await this.seal(purpose, text, context));
        }
        if (rows.length === 0) break;
        after = rows[rows.length - 1].id;
        done += rows.length;
        await this.#store.updateRotation(key.id, { done });
      }
    }
    await this.#store.updateRotation(key.id, { done, ended_ms: this.#deps.clock.now() });
    await this.#audit('keys.rotation-done', key, SYSTEM, { resealed: done });
  }

  async #countOld(purpose: Purpose, key: KeyRow): Promise<number> {
    const columns = this.#columns.filter((column) => column.purpose === purpose);
    const counts = columns.map((column) =>
      createSealedColumnStore(this.#deps.db, column).countOld(prefixOf(key)),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  async #renew(purpose: Purpose, replaces: string | null): Promise<KeyRow | null> {
    const { vault, clock, random } = this.#deps;
    const handle = await vault.generate(PURPOSES[purpose].kind);
    const row: KeyRow = {
      ...handle,
      id: `${purpose}-${Buffer.from(random(6)).toString('hex')}`,
      purpose,
      vault: vault.name,
      state: 'active',
      created_ms: clock.now(),
      retired_ms: null,
    };
    const made = await this.#store.activate(row, replaces);
    await this.#read();
    if (made) await this.#audit('keys.create', row, SYSTEM, { purpose, kind: row.kind, vault: vault.name });
    return made ? row : null;
  }

  #audit(
    action: string,
    key: KeyRow,
    caller: KeyCaller,
    detail: Record<string, string | number>,
  ): Promise<void> {
    return this.#deps.audit.record({ ...caller, action, target: `key:${key.id}`, result: 'done', detail });
  }

  async #read(): Promise<void> {
    for (const key of await this.#store.listKeys()) this.#keys.set(key.id, key);
  }

  /** Another process may have made the key. */
  async #find(id: string): Promise<KeyRow | undefined> {
    if (!this.#keys.has(id)) await this.#read();
    return this.#keys.get(id);
  }

  #active(purpose: Purpose): KeyRow | undefined {
    return [...this.#keys.values()].find((key) => key.purpose === purpose && key.state === 'active');
  }

  #current(purpose: Purpose): KeyRow {
    const key = this.#active(purpose);
    if (!key) throw keyErrors.purpose_unknown({ purpose });
    return key;
  }
}

const SYSTEM: KeyCaller = { principal: 'system', actor: 'system', address: null };

function prefixOf(key: KeyRow): string {
  return `v1.${key.id}.`;
}

function contextBytes(purpose: Purpose, context: string): Uint8Array {
  return Buffer.from(`${purpose}:${context}`);
}
