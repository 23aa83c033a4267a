import type { SessionEnd } from '@opentocc/contract';

/** Sessions that may have ended, or may do more or less than before. */
export interface SessionChange {
  /** Whose; null where it may be anybody's. */
  readonly principal: string | null;
  /** The reason that ended sessions are closed with. */
  readonly why: SessionEnd;
}
