import type { Bilingual, MeasureSpace, RuleTarget, Warning } from '@opentocc/contract';

/** One thing that a measure has a value of, as a warning shows it. */
export interface Subject {
  readonly name: Bilingual;
  readonly place: Warning['place'];
  /** Labels by which silences and inhibitions find it. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Which subjects a target names; `missing` is what it names and is not there. */
export interface Members {
  /** Ascending; null means all. */
  readonly members: Uint32Array | null;
  readonly missing: readonly string[];
}

/** Things of one kind, numbered from 0: columns of measures have a value to each. */
export interface Space {
  readonly code: MeasureSpace;
  /** Greatest number plus one. */
  size(): number;
  /** Survives another numbering. */
  keyOf(subject: number): string;
  findKey(key: string): number | undefined;
  members(target: RuleTarget): Members;
  describe(subject: number): Subject;
}

export const NO_PLACE: Warning['place'] = {
  lon: null,
  lat: null,
  district: null,
  districts: [],
  streets: [],
  road: null,
  links: [],
  polygon: [],
};

/** Labels without those that are empty. */
export function labelsOf(
  labels: Readonly<Record<string, string | null | undefined>>,
): Record<string, string> {
  const stated = Object.entries(labels).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  return Object.fromEntries(stated) as Record<string, string>;
}

/** Which of some names nothing is called. */
export const missingOf = (named: readonly (string | number)[], has: (name: string) => boolean): string[] =>
  named.map(String).filter((name) => !has(name));
