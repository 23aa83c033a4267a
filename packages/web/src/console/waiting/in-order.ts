import type { Obligation } from '@opentocc/contract';

/** Something that waits, and whether this person has said that they know. */
export interface Waiting extends Obligation {
  readonly isAcknowledged: boolean;
}

/** What nobody has taken note of stands first; within that the server's order, what is due first. */
export function inOrder(obligations: readonly Obligation[], acknowledged: ReadonlySet<string>): Waiting[] {
  return obligations
    .map((one) => ({ ...one, isAcknowledged: acknowledged.has(one.key) }))
    .sort((a, b) => Number(a.isAcknowledged) - Number(b.isAcknowledged));
}
