import type { QualityFinding } from '@opentocc/contract';

/** A finding as the data makes it; vehicles by id, plates are put in for the reader, what people did about it is apart. */
export type Finding = Omit<QualityFinding, 'examples' | 'cause' | 'handling'> & {
  readonly examples: readonly number[];
};

/** What a finding is of: one that closes and opens again is of the same. */
export type FindingSubject = Pick<Finding, 'source' | 'kind' | 'variant'>;

export const subjectKey = ({ source, kind, variant }: FindingSubject): string =>
  `${source}/${kind}/${variant}`;
