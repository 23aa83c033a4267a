import type { SessionEnd } from '@opentocc/contract';

/** Sessions that may have ended, or may do more or less than before. */
export interface SessionChange {
  /** Whose; null where it may be anybody's. */
  readonly principal: string | null;
  /** Told to those that are over. */
  readonly why: SessionEnd;
}
