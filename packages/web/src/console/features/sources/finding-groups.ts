import type { QualityFinding } from '@opentocc/contract';

/** A cause, and what probably follows from it. */
export interface FindingGroup {
  readonly cause: QualityFinding;
  readonly follow: readonly QualityFinding[];
}

/** Which findings a list shows: those that somebody should see to, those that are silent, those that are over. */
export type FindingState = 'open' | 'muted' | 'closed';

const SEVERITIES = ['critical', 'major', 'minor'] as const;

/** Causes with what follows from them: first what nobody has acknowledged, the worst first, the newest first. */
export function groupFindings(findings: readonly QualityFinding[]): FindingGroup[] {
  const ids = new Set(findings.map(({ id }) => id));
  const isLed = ({ cause }: QualityFinding) => cause !== null && ids.has(cause);
  return findings
    .filter((finding) => !isLed(finding))
    .map((cause) => ({ cause, follow: findings.filter((one) => one.cause === cause.id) }))
    .sort((a, b) => compare(a.cause, b.cause));
}

function compare(a: QualityFinding, b: QualityFinding): number {
  return (
    Number(a.handling.acknowledged !== null) - Number(b.handling.acknowledged !== null) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.since_ms - a.since_ms
  );
}

/** Groups whose cause is silent apart from those whose is not. */
export function groupsIn(groups: readonly FindingGroup[], state: FindingState): FindingGroup[] {
  if (state === 'closed') return [...groups];
  return groups.filter(({ cause }) => (cause.handling.muted !== null) === (state === 'muted'));
}

/** A cause and what follows from it: what people do about the one is of the others too. */
export const idsOf = ({ cause, follow }: FindingGroup): number[] => [cause, ...follow].map(({ id }) => id);
