import type {
  AlarmEntryKind,
  AlarmMeans,
  AlarmOutcome,
  Bilingual,
  FreightAlarmKind,
  FreightAlarmState,
  FreightFix,
  SanctionOf,
} from '@opentocc/contract';
import type { AlarmFacts, Direction, FreightClass, TripStage, TripState } from '@opentocc/core/freight';

/** Who writes a row. */
export interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

export const SYSTEM = { principal: 'system', actor: 'system' };

/** A trip as it is followed, with all that the follower knows of it. */
export interface TripRow {
  readonly trip: string;
  readonly plate: string;
  readonly truck: string;
  readonly driver: string;
  readonly firm: string;
  readonly class: FreightClass;
  readonly direction: Direction;
  readonly stage: TripStage;
  readonly began_ms: number;
  readonly over_ms: number | null;
  readonly state: TripState;
  /** Time of the newest fix that was given to the follower: older ones are left out, also when the log is read again. */
  readonly taken_ms: number;
  /** The last minute of the clock that the follower was given. */
  readonly ticked_ms: number;
  readonly stored_ms: number;
}

/** A trip without what the follower knows, as lists and figures see it. */
export type PastTripRow = Pick<
  TripRow,
  | ('trip' | 'plate' | 'truck' | 'driver' | 'firm' | 'class' | 'direction' | 'stage')
  | ('began_ms' | 'over_ms')
>;

/** A sanction that was asked for and waits for a second person. */
export interface AskedSanction {
  readonly outcome: AlarmOutcome;
  readonly of: SanctionOf;
  readonly cause: string;
  readonly reason: string;
  readonly days: number | null;
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

export interface AlarmRow {
  readonly id: number;
  readonly version: number;
  readonly trip: string;
  readonly plate: string;
  readonly truck: string;
  readonly driver: string;
  readonly firm: string;
  readonly kind: FreightAlarmKind;
  readonly stage: number;
  readonly means: AlarmMeans;
  readonly state: FreightAlarmState;
  readonly words: Bilingual;
  readonly facts: AlarmFacts;
  readonly fixes: readonly FreightFix[];
  readonly began_ms: number;
  readonly raised_ms: number;
  readonly ended_ms: number | null;
  readonly owner: string | null;
  readonly owner_principal: string | null;
  readonly taken_ms: number | null;
  readonly answered_ms: number | null;
  readonly escalated: boolean;
  /** When the clock brings something next; null where it does not. */
  readonly look_ms: number | null;
  /** By when it is to be closed. */
  readonly close_by_ms: number;
  readonly asked: AskedSanction | null;
  readonly cause: string | null;
  readonly outcome: AlarmOutcome | null;
  readonly closed_ms: number | null;
  readonly reopened: number;
}

export interface EntryRow extends Author {
  readonly alarm: number;
  readonly kind: AlarmEntryKind;
  readonly text: Bilingual;
}

/** A place where a trip was. */
export interface PlaceRow {
  readonly trip: string;
  readonly place: string;
  readonly from_ms: number;
}

/** Firms that somebody reaches; null is all. */
export type Firms = readonly string[] | null;

export const reaches = (firms: Firms, { firm }: { readonly firm: string }): boolean =>
  firms === null || firms.includes(firm);

export const both = (text: string): Bilingual => ({ zh: text, en: text });
