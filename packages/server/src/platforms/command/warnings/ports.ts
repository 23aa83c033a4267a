import type { Bilingual, WarningPerson } from '@opentocc/contract';
import type { MessageStanding, Outbox as MessagesOut } from '../../../base/messages/index.ts';
import type { Db } from '../../../kit/db.ts';

/** A message for the outbox, and how one stands that was left there. */
export type { MessageStanding, NewMessage as OutgoingMessage } from '../../../base/messages/index.ts';

/** Where messages go out, and where it is asked how they stand. */
export interface Outbox extends MessagesOut {
  /** Those that it has forgotten are not among them. */
  standingOf(keys: readonly string[]): Promise<readonly MessageStanding[]>;
}

/** Who is asked when nobody answers. */
export interface Roster {
  /** In the order of asking, those on duty first. @param districts where warnings lie; null is in none or in several */
  escalationsAt(
    at_ms: number,
    districts: readonly (string | null)[],
  ): Promise<ReadonlyMap<string | null, readonly WarningPerson[]>>;
}

/** A line of the log of duty. */
export interface DutyLine {
  readonly at_ms: number;
  /** "system", or the account that did it. */
  readonly by: string;
  readonly text: Bilingual;
  readonly about: { readonly module: string; readonly id: string; readonly opens: string };
  /** Where what it is about lies: the unit that answers for it has the line; null is the whole centre's. */
  readonly district: string | null;
}

/** The log of duty, written in the transaction of what it is about. */
export interface DutyLog {
  write(tx: Db, lines: readonly DutyLine[]): Promise<void>;
}
