import type { FreightRegime, FreightRule } from '@opentocc/contract';

/** What of a rule differs between two versions; null on the side that does not have it. */
export interface RuleDifference {
  readonly key: string;
  readonly before: FreightRule | null;
  readonly after: FreightRule | null;
}

/** Rules that were added, left out or changed, by their keys; what is the same is not among them. */
export function differencesOf(
  before: Pick<FreightRegime, 'rules'>,
  after: Pick<FreightRegime, 'rules'>,
): RuleDifference[] {
  const keys = new Set([...before.rules, ...after.rules].map(({ key }) => key));
  return [...keys]
    .map((key) => ({
      key,
      before: before.rules.find((one) => one.key === key) ?? null,
      after: after.rules.find((one) => one.key === key) ?? null,
    }))
    .filter((one) => JSON.stringify(sorted(one.before)) !== JSON.stringify(sorted(one.after)));
}

/** With its members in one order, so that only what they say is compared. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
