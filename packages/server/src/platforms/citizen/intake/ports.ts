import { DAY_MS } from '@opentocc/core/time';
import type { Taken, TakenCase, TakenFile } from '../cases/index.ts';

/** Cases take nothing that came in longer ago: a letter lies in the mailbox while the platform is away, and waits for a decision. */
export const OLDEST_MS = 59 * DAY_MS;

/** Something that somebody adds to a case of theirs. */
export interface Remark {
  /** The same key is added once. */
  readonly key: string;
  readonly text: string;
  readonly files: readonly TakenFile[];
}

/** What this module needs of cases. */
export interface CasesPort {
  /** The same channel and key is the same case. */
  take(taken: TakenCase): Promise<Taken>;
  /** Adds a remark; on a case that was merged it stands where that went. */
  remark(id: number, remark: Remark): Promise<void>;
  findByNumber(number: string): Promise<{ readonly id: number; readonly number: string } | undefined>;
  /** Whether a case is of who has this address. */
  isOf(id: number, email: string): Promise<boolean>;
}
