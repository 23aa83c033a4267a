import type {
  FreightPreview,
  FreightRegime,
  FreightRegimeDraftState,
  FreightSettledCounts,
} from '@opentocc/contract';
import type { PortState, Regime, RegimeBook, Settlement } from '@opentocc/core/freight';

/** A version as it was announced; never changed. */
export interface VersionRow {
  readonly code: string;
  readonly version: number;
  readonly regime: Regime;
  readonly resumes: boolean;
  readonly announced_ms: number | null;
  readonly reason: string;
}

export type EventKind = 'announced' | 'began' | 'ended' | 'cut' | 'taken_back' | 'informed';

/** What happened to a version. */
export interface EventRow {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly kind: EventKind;
  readonly at_ms: number;
  /** The end that holds from then on, of a cut. */
  readonly to_ms: number | null;
  /** Account; null where the clock did it. */
  readonly by: string | null;
  readonly reason: string;
  readonly detail: Readonly<Record<string, number>>;
}

/** A version with what became of it. */
export interface PlannedRegime {
  readonly row: VersionRow;
  /** With the end that holds. */
  readonly regime: Regime;
  readonly taken_back: { readonly at_ms: number; readonly reason: string } | null;
  /** Whether it never begins: taken back before its begin. */
  readonly isGone: boolean;
}

/** An instant at which regimes changed. */
export interface SwitchRow {
  readonly at_ms: number;
  readonly made_ms: number;
  readonly settled_ms: number | null;
  readonly counts: FreightSettledCounts | null;
}

export interface SettlementRow {
  readonly switch_ms: number;
  readonly trip: string;
  readonly how: Settlement['how'];
  readonly settlement: Settlement;
  readonly handed_ms: number | null;
}

export interface DraftRow {
  readonly id: number;
  readonly version: number;
  readonly state: FreightRegimeDraftState;
  readonly regime: Regime;
  readonly purpose: string;
  /** Who wrote any of it. */
  readonly writers: readonly { readonly principal: string; readonly account: string }[];
  readonly changed_ms: number;
  readonly checked_ms: number | null;
  readonly checked_by: string | null;
  readonly announced_code: string | null;
  readonly announced_version: number | null;
}

export interface DrillRow {
  readonly id: number;
  readonly draft: number;
  readonly regime: Regime;
  readonly at_ms: number;
  readonly by: string;
  readonly reason: string;
  readonly preview: FreightPreview;
  readonly messages: number;
}

/** A state of a port as it was announced; never changed. */
export interface PortRow {
  readonly id: number;
  readonly state: PortState;
  readonly made_ms: number | null;
  readonly made_by: string | null;
}

/** The end that holds for a state from then on. */
export interface PortEndRow {
  readonly state: number;
  readonly to_ms: number | null;
  readonly reason: string;
  readonly at_ms: number;
  readonly by: string;
}

export interface PlannedPort {
  readonly row: PortRow;
  readonly state: PortState;
  readonly withdrawn: boolean;
}

/** All that is on record, as one value that is never changed. */
export interface Snapshot {
  readonly planned: readonly PlannedRegime[];
  readonly ports: readonly PlannedPort[];
  readonly switches: readonly SwitchRow[];
  readonly book: RegimeBook;
}

/** What others hear: the book that holds from now on, and what of it changed. */
export interface RegimesChange {
  readonly kind: 'announced' | 'taken_back' | 'ports';
  readonly book: RegimeBook;
}

/** A regime as it crosses the wire: the same shape, which the test of the contract holds. */
export const shown = (regime: Regime): FreightRegime => regime as unknown as FreightRegime;
