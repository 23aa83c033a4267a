import type {
  Bilingual,
  Warning,
  WarningAttention,
  WarningEnd,
  WarningLevel,
  WarningOrigin,
} from '@opentocc/contract';
import { WARNING_LEVELS } from '@opentocc/contract';
import { NO_PLACE } from './spaces/index.ts';

export const rankOf = (level: WarningLevel): number => WARNING_LEVELS.indexOf(level);
export const isOpen = ({ ended_ms }: Warning): boolean => ended_ms === null;

/** What somebody says is wrong, before it is a warning. */
export interface Raised {
  /** The same for the same thing. */
  readonly key: string;
  readonly origin: WarningOrigin;
  readonly kind: string;
  readonly level: WarningLevel;
  readonly title: Bilingual;
  readonly area?: Partial<Warning['place']>;
  readonly began_ms: number;
  readonly expires_ms?: number | null;
  readonly rule?: Warning['rule'];
  readonly measure?: string | null;
  readonly value?: number | null;
  readonly threshold?: number | null;
  /** Labels by which silences, inhibitions and foreign clients find it. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const NOBODY_ASKED: Warning['escalation'] = { step: 0, round: 0, next_ms: null, asked: [] };

export function warningOf(raised: Raised, id: number, now_ms: number): Warning {
  const place = { ...NO_PLACE, ...raised.area };
  const districts =
    place.districts.length > 0 || place.district === null ? place.districts : [place.district];
  const labels = labelsFor(raised, place.district);
  return {
    ...{ id, key: raised.key, origin: raised.origin, kind: raised.kind, level: raised.level },
    ...{ title: raised.title, rule: raised.rule ?? null, measure: raised.measure ?? null },
    ...{ value: raised.value ?? null, threshold: raised.threshold ?? null },
    place: { ...place, districts },
    ...{ began_ms: raised.began_ms, ended_ms: null, ended_why: null, expires_ms: raised.expires_ms ?? null },
    group: groupOf(raised, place.district),
    ...{ reopened: 0, held_until_ms: null, attention: 'ended' as const, acknowledged: null },
    ...{ owner: null, offered: null, silences: [], held_by: null, escalation: NOBODY_ASKED },
    ...{ labels, annotations: { ...raised.annotations } },
    ...{ version: 0, sequence: 0, changed_ms: now_ms },
  };
}

/** What is notified together: what one rule says of one district. */
const groupOf = ({ origin, kind, rule }: Raised, district: string | null): string =>
  [origin, rule ? `rule-${rule.id}` : kind, district ?? 'city'].join('/');

function labelsFor(
  { origin, kind, level, attributes }: Raised,
  district: string | null,
): Record<string, string> {
  return {
    alertname: kind,
    ...(district === null ? {} : { district }),
    ...attributes,
    ...{ origin, level, severity: attributes?.severity ?? level },
  };
}

/** The same warning as it is said now; what people did about it stays. */
export function restated(warning: Warning, raised: Raised): Warning {
  const { title, place, labels, annotations, rule, value, threshold, group } = warningOf(
    raised,
    warning.id,
    0,
  );
  return {
    ...{ ...warning, title, labels, annotations, rule, value, threshold, group },
    ...{ level: raised.level, expires_ms: raised.expires_ms ?? null },
    place: raised.area === undefined ? warning.place : place,
  };
}

export const ended = (warning: Warning, at_ms: number, why: WarningEnd): Warning => ({
  ...warning,
  ...{ ended_ms: at_ms, ended_why: why, held_until_ms: null, offered: null, attention: 'ended' as const },
  escalation: { ...warning.escalation, next_ms: null },
});

/** It burns again: as if it had not ended, but it is asked about from the beginning. */
export const reopened = (warning: Warning): Warning => ({
  ...warning,
  ...{ ended_ms: null, ended_why: null, acknowledged: null, reopened: warning.reopened + 1 },
  escalation: NOBODY_ASKED,
});

/** What it asks of who is on duty. */
export function attentionOf(warning: Warning, now_ms: number): WarningAttention {
  if (!isOpen(warning)) return 'ended';
  if (warning.silences.length > 0) return 'silenced';
  if (warning.held_by !== null) return 'held_back';
  if (warning.acknowledged && warning.acknowledged.until_ms > now_ms) return 'acknowledged';
  return 'unanswered';
}

/** Whether what is to be seen of it changed; values change each minute and are no news by themselves. */
export function isNews(before: Warning, after: Warning): boolean {
  const seen = ({ version: _, sequence: __, changed_ms: ___, value: ____, ...rest }: Warning) =>
    JSON.stringify(rest);
  return seen(before) !== seen(after);
}
