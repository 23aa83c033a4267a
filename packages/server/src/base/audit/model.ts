/** A JSON value; the audit records details as such. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What happened, as a module reports it. */
export interface AuditEvent {
  /** Who: "account:17", "key:3", "system" or "anonymous". */
  readonly principal: string;
  /** Their name at that time. */
  readonly actor: string;
  /** From where; null for the system itself. */
  readonly address: string | null;
  /** What: "session.sign-in", "accounts.disable". */
  readonly action: string;
  /** To what: "account:18", "link:42"; null where there is nothing. */
  readonly target: string | null;
  readonly result: 'done' | 'refused' | 'failed';
  /** Before and after, the reason, the count. Never a password, a token or a secret. */
  readonly detail?: { readonly [key: string]: Json };
}

/** What other modules need of the audit. */
export interface AuditSink {
  /** Resolves when the record is durable. */
  record(event: AuditEvent): Promise<void>;
}

/** A link of the chain. */
export interface AuditRecord extends Required<AuditEvent> {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  readonly at_ms: number;
}
