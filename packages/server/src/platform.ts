import type { Bilingual } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import type { Config } from './config.ts';
import type { Clock } from './kit/clock.ts';
import type { Db } from './kit/db.ts';
import type { Logger } from './kit/log.ts';

/** What every floor is given. */
export interface Platform {
  readonly config: Config;
  readonly db: Db;
  readonly network: RoadNetwork;
  readonly clock: Clock;
  readonly log: Logger;
  /** An Alertmanager that hears of our warnings; null where none is set. */
  readonly alertmanager?: ForeignAlerts | null;
  /** The mailbox to which citizens write; null where none is set. */
  readonly mailbox?: Mailbox | null;
}

/** Where alerts are delivered, in the form of Alertmanager's interface. */
export interface ForeignAlerts {
  /** @throws Error when it does not take them */
  post(alerts: readonly object[]): Promise<void>;
}

/** A letter as it was read from a mailbox. */
export interface Letter {
  /** The same for the same letter, wherever in the mailbox it lies: its Message-ID, or a digest where it has none. */
  readonly key: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** When the server received it, UTC ms. */
  readonly received_ms: number;
  /** Message-IDs of the letters that it answers. */
  readonly answers: readonly string[];
  /** Written by a program: an absence, a bounce, a list. */
  readonly automatic: boolean;
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
  /** Why nothing but its heading was read; null where all of it was. */
  readonly unread: 'too_large' | 'broken' | null;
}

/** Up to where a mailbox was read. Numbers of another validity are of letters counted otherwise (RFC 9051, 2.3.1.1). */
export interface MailPlace {
  readonly validity: string;
  readonly uid: number;
}

/** Who takes the letters of a mailbox. */
export interface MailReader {
  /** Null before the first letter. */
  place(): Promise<MailPlace | null>;
  /** Resolves when the letter is durable. What it rejects with is tried again, and nothing after it is handed over before. */
  take(letter: Letter, place: MailPlace): Promise<void>;
  /** Whether the mailbox is reached, whenever that changes. */
  heard(standing: { readonly up: boolean; readonly reason: string }): void;
}

export interface Mailbox {
  /** Where it is, without secrets. */
  readonly says: Bilingual;
  /** Hands letters over as they come, one at a time, until the signal ends it; connections that break are made again. */
  follow(reader: MailReader, signal: AbortSignal): Promise<void>;
}
