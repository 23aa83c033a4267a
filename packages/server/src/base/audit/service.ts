import type { AuditEntry, AuditKept, AuditPage, AuditSearch } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { type AnchorSigner, sealMessage, writeAnchor } from './anchors.ts';
import { canonicalJson } from './canonical.ts';
import { GENESIS } from './chain.ts';
import { auditErrors } from './errors.ts';
import { AUDIT_RETENTION } from './policy.ts';
import type { AuditStore, ChainRow } from './store.ts';
import { EXPORT_FORMAT } from './verify.ts';

interface Deps {
  readonly store: AuditStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where anchors are written outside the database. */
  readonly anchors_file: string;
}

const PAGE = 1_000;

/** Reading the chain, and anchoring it. Nothing here can change or remove a record. */
export class AuditService {
  readonly #deps: Deps;
  #signer: AnchorSigner | null = null;
  #publicKeys: () => ReadonlyMap<string, string> = () => new Map();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Keys are made with the audit's knowledge, so the audit stands first and gets its signer later. */
  useSigner(signer: AnchorSigner, publicKeys: () => ReadonlyMap<string, string>): void {
    this.#signer = signer;
    this.#publicKeys = publicKeys;
  }

  /** Newest first. */
  async search({ limit, ...query }: AuditSearch): Promise<AuditPage> {
    const rows = await this.#deps.store.search(query, limit + 1);
    return { entries: rows.slice(0, limit).map(entryOf), more: rows.length > limit };
  }

  /** The least retention of records, and what is stored. */
  async retention(): Promise<AuditKept> {
    const { store } = this.#deps;
    const anchor = await store.lastAnchor();
    const last_anchor = anchor ? { seq: anchor.seq, at_ms: anchor.at_ms } : null;
    return { ...AUDIT_RETENTION, ...(await store.extent()), last_anchor };
  }

  /** Keys that anchors and exports are signed with, retired ones too, as `tocc audit verify --keys` reads them. */
  publicKeys(): Record<string, string> {
    return Object.fromEntries(this.#publicKeys());
  }

  /** Signs where the chain stands; to be called every hour and at a stop. */
  async anchor(): Promise<void> {
    if (!this.#signer) return;
    const { store, clock, log, anchors_file } = this.#deps;
    const anchor = await writeAnchor(store, this.#signer, clock, anchors_file);
    if (anchor) log.info({ seq: anchor.seq }, 'audit anchored');
  }

  /**
   * The records of an interval as lines that `tocc audit verify` checks: a head, the records in order, public keys,
   * anchors, and the signature of it all.
   * @throws AppError `audit.nothing` when there is no record.
   */
  async *export(from_ms: number, to_ms: number): AsyncGenerator<string> {
    const { store } = this.#deps;
    const span = await store.span(from_ms, to_ms);
    if (!span) throw auditErrors.nothing();
    const [before] = await store.listAfter(span.from - 2, span.from - 1, 1);
    const last = await store.last();
    const place = {
      from_seq: span.from,
      to_seq: span.to,
      previous_hash: before?.hash ?? GENESIS,
      to_end: last?.seq === span.to,
    };
    yield line({ format: EXPORT_FORMAT, ...place });
    let hash = place.previous_hash;
    for (let seq = span.from - 1; seq < span.to; ) {
      const rows = await store.listAfter(seq, span.to, PAGE);
      for (const row of rows) yield `{"hash":"${row.hash}","record":${row.record}}\n`;
      ({ seq, hash } = rows[rows.length - 1]);
    }
    for (const [id, public_key] of this.#publicKeys()) yield line({ key: { id, public_key } });
    for (const anchor of await store.listAnchors(span.from, span.to)) yield line({ anchor: { ...anchor } });
    if (!this.#signer) return;
    const seal = { ...place, hash, at_ms: this.#deps.clock.now() };
    yield line({ seal: { ...seal, ...(await this.#signer.sign(sealMessage(seal))) } });
  }
}

function entryOf({ record, hash }: ChainRow): AuditEntry {
  return { ...(JSON.parse(record) as Omit<AuditEntry, 'hash'>), hash };
}

function line(value: Parameters<typeof canonicalJson>[0]): string {
  return `${canonicalJson(value)}\n`;
}
