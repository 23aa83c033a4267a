import type { SignalKind } from '@opentocc/contract';

export const KINDS = [
  'incident',
  'queue',
  'congestion',
  'speed_drop',
  'crowding',
  'silence',
] as const satisfies readonly SignalKind[];
export const STATES = ['open', 'ended', 'all'] as const;
export type StateFilter = (typeof STATES)[number];

/** What the address of the page chooses. */
export interface SignalSearch {
  /** Signal that is looked at closer. */
  readonly signal?: number;
  readonly kind?: SignalKind;
  /** Open ones without it. */
  readonly state?: StateFilter;
}

/** The choice in an address; what is no choice chooses nothing. */
export function searchOf({ signal, kind, state }: Record<string, unknown>): SignalSearch {
  const id = Number(signal);
  const of = KINDS.find((one) => one === kind);
  const stands = STATES.find((one) => one === state && one !== 'open');
  return {
    ...(Number.isInteger(id) && id > 0 ? { signal: id } : {}),
    ...(of ? { kind: of } : {}),
    ...(stands ? { state: stands } : {}),
  };
}
