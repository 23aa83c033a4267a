import type { WaitingObligation } from '@opentocc/contract';

/** Something that waits, and whether somebody sees to it or this person has said that they know. */
export interface Waiting extends WaitingObligation {
  readonly isAcknowledged: boolean;
}

/** What nobody has taken note of stands first; within that the server's order, what is due first. */
export function inOrder(obligations: readonly WaitingObligation[]): Waiting[] {
  return obligations
    .map((one) => ({ ...one, isAcknowledged: one.noted_ms !== null || one.acknowledged !== undefined }))
    .sort((a, b) => Number(a.isAcknowledged) - Number(b.isAcknowledged));
}
