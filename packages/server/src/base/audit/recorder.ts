import type { Clock } from '../../kit/clock.ts';
import { kitErrors } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import { canonicalJson, cleanJson, cleanText } from './canonical.ts';
import { chainHash, GENESIS } from './chain.ts';
import type { AuditEvent, AuditRecord, AuditSink, Json } from './model.ts';
import type { AuditStore, ChainRow } from './store.ts';

interface Waiting {
  readonly at_ms: number;
  readonly event: AuditEvent;
  resolve(): void;
  reject(error: unknown): void;
}

/** Records of one transaction; what waits meanwhile goes with the next. */
const BATCH = 500;
/** Behind a database that does not answer, callers are refused rather than buffered in memory. */
const WAITING_MAX = 10_000;

/** Puts events on the chain. Those that come while one transaction runs share the next: thousands a second, each durable. */
export class Recorder implements AuditSink {
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  constructor(
    private readonly store: AuditStore,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  record(event: AuditEvent): Promise<void> {
    if (this.#waiting.length >= WAITING_MAX) return Promise.reject(auditUnavailable());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ at_ms: this.clock.now(), event, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Resolves when all records so far are written. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #write(): Promise<void> {
    await Promise.resolve(); // events of the same turn share the transaction
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        await this.store.append((last) => chained(batch, last));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.log.error({ err: error, events: batch.map(({ event }) => event) }, 'audit records not written');
        for (const { reject } of batch) reject(auditUnavailable());
      }
    }
    this.#writing = null;
  }
}

function auditUnavailable() {
  return kitErrors.unavailable({ what: '审计 audit' });
}

function chained(batch: readonly Waiting[], last: { seq: number; hash: string } | undefined): ChainRow[] {
  let { seq, hash } = last ?? { seq: 0, hash: GENESIS };
  return batch.map(({ at_ms, event }) => {
    const record = canonicalJson(recordOf(++seq, at_ms, event));
    hash = chainHash(hash, record);
    return { seq, record, hash };
  });
}

function recordOf(seq: number, at_ms: number, event: AuditEvent): { [K in keyof AuditRecord]: Json } {
  return {
    seq,
    at_ms,
    principal: cleanText(event.principal, 100),
    actor: cleanText(event.actor, 100),
    address: event.address === null ? null : cleanText(event.address, 100),
    action: cleanText(event.action, 200),
    target: event.target === null ? null : cleanText(event.target, 300),
    result: event.result,
    detail: cleanJson(event.detail ?? {}),
  };
}
