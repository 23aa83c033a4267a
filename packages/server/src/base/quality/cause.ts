import type { Finding } from './finding.ts';

/** Shares that fall short: another finding of the same source may be why. */
const SHORTFALLS: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>([
  'service_level',
  'incomplete',
  'late',
  'invalid',
]);
const GRAVITY: Record<Finding['severity'], number> = { critical: 0, major: 1, minor: 2 };

/**
 * What each shortfall probably follows from: the gravest finding of its source that is none, the oldest of several. A
 * source that only falls short is led by the gravest of its shortfalls, since they count the same fixes.
 * @param open findings
 * @returns cause by the id of what follows from it; causes themselves are not in it
 */
export function causesOf(open: readonly Finding[]): ReadonlyMap<number, number> {
  const causes = new Map<number, number>();
  const leaders = new Map<number, number>();
  for (const { id, source, kind } of [...open].sort(byCause)) {
    const leader = leaders.get(source);
    if (leader === undefined) leaders.set(source, id);
    else if (SHORTFALLS.has(kind)) causes.set(id, leader);
  }
  return causes;
}

function byCause(a: Finding, b: Finding): number {
  return (
    Number(SHORTFALLS.has(a.kind)) - Number(SHORTFALLS.has(b.kind)) ||
    GRAVITY[a.severity] - GRAVITY[b.severity] ||
    a.since_ms - b.since_ms ||
    a.id - b.id
  );
}
