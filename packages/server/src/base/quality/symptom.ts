import type { Concerned, Evidence, FindingKind, QualityFinding, RejectReason } from '@opentocc/contract';

/** Something wrong that the data shows now. One source has at most one of each kind and variant. */
export interface Symptom {
  readonly source: number;
  readonly kind: FindingKind;
  readonly variant: string;
  readonly severity: QualityFinding['severity'];
  readonly certainty: QualityFinding['certainty'];
  readonly title: QualityFinding['title'];
  readonly advice: QualityFinding['advice'];
  readonly concerned: Concerned;
  readonly evidence: readonly Evidence[];
  readonly vehicles: number;
  readonly vehicles_judged: number;
  /** Ids of some of the vehicles. */
  readonly examples: readonly number[];
  readonly reason: RejectReason | null;
}

/** What a look at one source and kind came to: symptoms, or none, of so many vehicles; `null` when nothing can be said. */
export interface Diagnosis {
  readonly source: number;
  readonly kind: FindingKind;
  readonly symptoms: readonly Symptom[];
  readonly vehicles_judged: number;
}

/** Vehicles named in a finding. */
export const EXAMPLES = 10;

export const evidence = (zh: string, en: string, value: string): Evidence => ({ name: { zh, en }, value });

export const percentOf = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** +3 d 4 h, −8 h 00 min, 42 s: a span with its sign as a clerk would say it. */
export function spanOf(seconds: number): string {
  const s = Math.round(Math.abs(seconds));
  const [days, hours, minutes] = [
    Math.floor(s / 86_400),
    Math.floor((s % 86_400) / 3600),
    Math.floor((s % 3600) / 60),
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`;
  return minutes > 0 ? `${minutes} min ${String(s % 60).padStart(2, '0')} s` : `${s} s`;
}
