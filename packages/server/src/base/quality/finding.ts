import type { QualityFinding } from '@opentocc/contract';

/** A finding as it is stored; vehicles by id, plates are put in for the reader. */
export type Finding = Omit<QualityFinding, 'examples'> & { readonly examples: readonly number[] };
