import type { EndpointChange, EndpointSecret, MessageEndpoint, NewEndpoint } from '@opentocc/contract';
import type { Acting } from '../../kit/acting.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { AuditSink, Json } from '../audit/index.ts';
import type { KeyService, SealedColumn } from '../keys/index.ts';
import type { SigningEndpoint, WebhookPort } from './channels.ts';
import { createEndpointStore, type EndpointRow } from './endpoint-store.ts';
import { messageErrors } from './errors.ts';
import { inTransaction } from './store.ts';

const SECRET_BYTES = 32;
const contextOf = (id: string) => `messages:endpoint:${id}`;

/** For the key service, which seals them again at a rotation. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    purpose: 'secrets',
    table: 'messages_endpoint',
    id: 'id',
    column: 'secret_sealed',
    context: contextOf,
  },
];

export interface EndpointDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly audit: AuditSink;
  readonly webhook: Pick<WebhookPort, 'refuses'>;
}

/** Where messages are posted to, each with a secret of its own that signs. */
export class Endpoints {
  readonly #deps: EndpointDeps;

  constructor(deps: EndpointDeps) {
    this.#deps = deps;
  }

  async list(): Promise<MessageEndpoint[]> {
    return (await createEndpointStore(this.#deps.db).list()).map(shown);
  }

  async get(id: number): Promise<MessageEndpoint> {
    return shown(await this.#require(id));
  }

  async names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.list()).map(({ id, name }) => [String(id), name]));
  }

  /** @returns the endpoint and its secret, which is shown this once */
  async add(acting: Acting, { name, url, digest }: NewEndpoint): Promise<EndpointSecret> {
    this.#requireAddress(url);
    const { db, clock } = this.#deps;
    const made = await inTransaction(db, async (tx) => {
      const store = createEndpointStore(tx);
      const row = await store.add({
        ...{ name, url, digest, active: true, added_ms: clock.now(), author: acting.session.account },
      });
      if (!row) throw messageErrors.name_taken({ name });
      const secret = await this.#newSecret(tx, row.id);
      await this.#audit(acting, 'messages.endpoint-add', row.id, { name, url, digest });
      return { row: { ...row, version: row.version + 1 }, secret };
    });
    return { endpoint: shown(made.row), secret: made.secret };
  }

  async change(acting: Acting, id: number, { version, ...to }: EndpointChange): Promise<MessageEndpoint> {
    if (to.url !== undefined) this.#requireAddress(to.url);
    const before = await this.#require(id);
    return inTransaction(this.#deps.db, async (tx) => {
      const store = createEndpointStore(tx);
      if (to.name !== undefined && (await store.isTaken(to.name, id)))
        throw messageErrors.name_taken({ name: to.name });
      const row = await store.change(id, version, to);
      if (!row) throw messageErrors.changed({ what: { zh: '回调地址', en: 'endpoint' } });
      await this.#audit(acting, 'messages.endpoint-change', id, {
        ...{ before: touched(before), after: touched(row) },
      });
      return shown(row);
    });
  }

  /** The secret before signs nothing from here on. */
  async renewSecret(acting: Acting, id: number): Promise<EndpointSecret> {
    await this.#require(id);
    const secret = await inTransaction(this.#deps.db, async (tx) => {
      const made = await this.#newSecret(tx, id);
      await this.#audit(acting, 'messages.endpoint-secret', id, {});
      return made;
    });
    return { endpoint: await this.get(id), secret };
  }

  /** With its secret, for what signs; undefined where there is none. */
  async signing(id: number): Promise<SigningEndpoint | undefined> {
    const row = await createEndpointStore(this.#deps.db).find(id);
    if (!row?.secret_sealed) return undefined;
    const secret = await this.#deps.keys.open('secrets', row.secret_sealed, contextOf(String(id)));
    return { ...row, secret };
  }

  async #newSecret(tx: Db, id: number): Promise<string> {
    const { random, keys } = this.#deps;
    const secret = Buffer.from(random(SECRET_BYTES)).toString('base64url');
    await createEndpointStore(tx).setSecret(id, await keys.seal('secrets', secret, contextOf(String(id))));
    return secret;
  }

  async #require(id: number): Promise<EndpointRow> {
    const row = await createEndpointStore(this.#deps.db).find(id);
    if (!row) throw messageErrors.unknown_endpoint();
    return row;
  }

  #requireAddress(url: string): void {
    const reason = this.#deps.webhook.refuses(url);
    if (reason) throw messageErrors.bad_address({ reason });
  }

  #audit({ session, address }: Acting, action: string, id: number, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    const target = `endpoint:${id}`;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

const touched = ({ name, url, active }: EndpointRow): Json => ({ name, url, active });

const shown = ({ secret_sealed: _, author: by, ...row }: EndpointRow): MessageEndpoint => ({ ...row, by });
