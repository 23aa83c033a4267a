import type {
  EventLevel,
  ReportOrigin,
  SituationHeader,
  SituationKind,
  SituationProbability,
  SituationSeverity,
  SituationState,
  SituationValidity,
  TimelineEntry,
} from '@opentocc/contract';

/** A situation as it stands; what led there is the timeline. */
export interface SituationFactsRow {
  readonly state: SituationState;
  readonly header: SituationHeader;
  readonly kind: SituationKind;
  readonly title: string;
  readonly severity: SituationSeverity;
  readonly probability: SituationProbability;
  readonly level: EventLevel | null;
  readonly cause: string;
  readonly lon: number;
  readonly lat: number;
  readonly link: number | null;
  readonly road: string;
  readonly district: string | null;
  readonly lanes: string | null;
  readonly validity: SituationValidity;
  readonly capacity_pct: number | null;
  readonly delay_s: number | null;
  readonly received_ms: number;
  readonly acknowledged_by: string | null;
  readonly acknowledged_ms: number | null;
  readonly owner: string | null;
  readonly owner_name: string | null;
  readonly merged_into: number | null;
}

export interface SituationRow extends SituationFactsRow {
  readonly id: number;
  readonly version: number;
}

/** A new row of the timeline. */
export interface NewEntry {
  readonly kind: TimelineEntry['kind'];
  readonly zh: string;
  readonly en: string;
  readonly detail?: Record<string, unknown>;
}

/** What is reported, from wherever: a signal, a warning, a call, a person. */
export interface TakenReport {
  /** The same report under the same key is one, however often it comes; what it says last counts. */
  readonly key: string;
  readonly origin: ReportOrigin;
  readonly kind: SituationKind;
  readonly title?: string;
  readonly text: string;
  readonly lon: number;
  readonly lat: number;
  readonly link: number | null;
  readonly at_ms: number;
  readonly severity: SituationSeverity;
  readonly probability: SituationProbability;
  readonly lanes: string | null;
  readonly header: SituationHeader;
  readonly attributes: Record<string, unknown>;
  readonly caller: { readonly name: string; readonly phone: string } | null;
}

export const OPEN_STATES: readonly SituationState[] = ['received', 'verified', 'responding', 'cleared'];

/** What a state may become. Whatever is over can be opened again: it goes back to where somebody works on it. */
const NEXT: Readonly<Record<SituationState, readonly SituationState[]>> = {
  received: ['verified', 'dismissed'],
  verified: ['responding', 'cleared', 'dismissed'],
  responding: ['cleared'],
  cleared: ['reviewed', 'responding'],
  reviewed: ['responding'],
  dismissed: ['received'],
};

export const nextStates = (state: SituationState): readonly SituationState[] => NEXT[state];

/** Whether a change of state opens again what was over: it needs a reason. */
export const reopens = (from: SituationState, to: SituationState): boolean =>
  (['cleared', 'reviewed'].includes(from) && to === 'responding') ||
  (from === 'dismissed' && to === 'received');

/** More than half of the lanes, shoulders not counted, are blocked: major, as in IRIS. */
export function isMajor(lanes: string | null): boolean {
  if (lanes === null || lanes.length < 3) return false;
  const between = lanes.slice(1, -1);
  return [...between].filter((lane) => lane === '!').length * 2 > between.length;
}

/** Severity that lanes imply at least. */
export function severityOf(stated: SituationSeverity, lanes: string | null): SituationSeverity {
  return isMajor(lanes) && ['lowest', 'low', 'medium'].includes(stated) ? 'high' : stated;
}

export interface LaneCounts {
  readonly restricted: number;
  readonly operational: number;
  readonly original: number;
}

/** Lanes as DATEX II counts them; null where nobody said. */
export function laneCounts(lanes: string | null): LaneCounts | null {
  if (lanes === null || lanes.length < 3) return null;
  const between = [...lanes.slice(1, -1)];
  const restricted = between.filter((lane) => lane !== '.').length;
  const blocked = between.filter((lane) => lane === '!').length;
  return { restricted, operational: between.length - blocked, original: between.length };
}
