import type { FiledKind, FilingState } from '@opentocc/contract';

const KINDS = ['firm', 'truck', 'driver', 'place', 'route'] as const satisfies readonly FiledKind[];
const STATES = [
  ...(['draft', 'submitted', 'returned', 'approved', 'suspended', 'removed'] as const),
] as const satisfies readonly FilingState[];
const WAITS = ['check', 'appeal', 'expiry'] as const;

/** What the address of the page chooses. */
export interface FilingSearch {
  readonly kind?: FiledKind;
  readonly state?: FilingState;
  readonly waits?: (typeof WAITS)[number];
  readonly text?: string;
}

const among = <T extends string>(all: readonly T[], value: unknown): T | undefined =>
  all.find((one) => one === value);

/** The choice in an address; what is not known chooses nothing. */
export function searchOf({ kind, state, waits, text }: Record<string, unknown>): FilingSearch {
  const [of, stands, what] = [among(KINDS, kind), among(STATES, state), among(WAITS, waits)];
  return {
    ...(of && { kind: of }),
    ...(stands && { state: stands }),
    ...(what && { waits: what }),
    ...(typeof text === 'string' && text !== '' && { text: text.slice(0, 60) }),
  };
}

export { KINDS, STATES, WAITS };
