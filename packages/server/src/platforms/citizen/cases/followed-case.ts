import type { Bilingual, Case, CaseEntry, CaseType, LedgerLine } from '@opentocc/contract';
import { dueText } from './due-text.ts';
import { STEP_WORDS } from './followed-words.ts';

/** How a case stands, in a citizen's words. */
export type FollowedState =
  | 'received'
  | 'with_unit'
  | 'answered'
  | 'closed'
  | 'referred'
  | 'withdrawn'
  | 'merged';

/** When something is due, and why then. */
export interface FollowedDue {
  /** "2026-12-03 24:00" */
  readonly text: string;
  /** By which rule, line by line. */
  readonly reasons: readonly Bilingual[];
  /** What the rule stands on. */
  readonly source: Bilingual;
  readonly assumed: boolean;
}

/** A case as who asked may see it: nothing of who works on it, nothing of anybody else, and nobody's name or number. */
export interface FollowedCase {
  readonly number: string;
  readonly token: string;
  readonly type: CaseType;
  readonly text: string;
  readonly received_ms: number;
  readonly state: FollowedState;
  readonly unit: Bilingual | null;
  readonly referred_to: string | null;
  /** Null where the answer was given, is not owed, or the calendar does not reach so far. */
  readonly due: FollowedDue | null;
  readonly answers: readonly { readonly at_ms: number; readonly text: string }[];
  readonly steps: readonly { readonly at_ms: number; readonly text: Bilingual }[];
  readonly files: readonly { readonly id: number; readonly name: string; readonly bytes: number }[];
  readonly takes_remarks: boolean;
  /** Until when who asked can have it opened again; null where that cannot be. */
  readonly reopen_until_ms: number | null;
}

const OUT_OF_OUR_HANDS = ['archived', 'withdrawn', 'referred'];

/**
 * @param own the case that was asked
 * @param root the one in which it is handled now; the same where it was not merged
 */
export function followedCase(
  own: Case,
  root: Case,
  rest: Pick<FollowedCase, 'token' | 'reopen_until_ms' | 'files'>,
): FollowedCase {
  return {
    ...{ number: own.number, type: own.type, text: own.text, received_ms: own.received_ms, ...rest },
    state: own.id === root.id ? stateOf(root) : mergedStateOf(root),
    ...{ unit: root.unit?.name ?? null, referred_to: root.referred_to, due: dueOf(root) },
    answers: root.answers.filter(({ refused }) => !refused).map(({ at_ms, text }) => ({ at_ms, text })),
    steps: stepsOf(own, root),
    takes_remarks: !OUT_OF_OUR_HANDS.includes(root.state),
  };
}

function stateOf({ state }: Case): FollowedState {
  if (state === 'dispatched') return 'with_unit';
  return state === 'archived' ? 'closed' : state;
}

/** Of the other case only what its end means for this one. */
const mergedStateOf = (root: Case): FollowedState =>
  root.state === 'answered' || root.state === 'closed' || root.state === 'archived'
    ? stateOf(root)
    : 'merged';

/** Lines that say why; those of pauses and extensions have reasons that people wrote for each other. */
const PUBLIC_LINES: readonly LedgerLine['kind'][] = ['start', 'length', 'skipped', 'counted', 'due'];

function dueOf({ round, clocks }: Case): FollowedDue | null {
  const code = round === 1 ? 'answer' : `answer:${round}`;
  const reading = clocks.find((clock) => clock.code === code)?.reading;
  if (!reading || reading.due_ms === null || reading.finished_ms !== null) return null;
  const { ledger, rule, extended } = reading;
  const reasons = ledger.filter(({ kind }) => PUBLIC_LINES.includes(kind)).map(({ text }) => text);
  return {
    text: dueText(reading.due_ms),
    reasons: extended ? [...reasons, STEP_WORDS['clock extended']] : reasons,
    ...{ source: rule.source, assumed: rule.assumed },
  };
}

/** Of a case that others were merged into, what those others said is theirs; what was said to a merged one stands in the root. */
function stepsOf(own: Case, root: Case): FollowedCase['steps'] {
  const isRemarkOf = ({ kind, detail }: CaseEntry, of: number | undefined) =>
    kind === 'remark' && detail.of === of;
  const mine = own.timeline.filter((entry) => entry.kind !== 'remark' || isRemarkOf(entry, undefined));
  const said = own.id === root.id ? [] : root.timeline.filter((entry) => isRemarkOf(entry, own.id));
  return [...mine, ...said]
    .sort((a, b) => a.at_ms - b.at_ms || a.id - b.id)
    .flatMap((entry) => {
      const text = stepOf(entry);
      return text ? [{ at_ms: entry.at_ms, text }] : [];
    });
}

/** What happened in plain words; what only concerns who works on it is left out. */
function stepOf({ kind, text, detail }: CaseEntry): Bilingual | undefined {
  if (kind === 'remark') return remarkOf(text);
  if (kind === 'ruling') return detail.granted === true ? STEP_WORDS[`granted ${detail.kind}`] : undefined;
  if (kind === 'clock') return STEP_WORDS[`clock ${detail.act}`];
  if (kind === 'supervision' && detail.to === 'none') return undefined;
  return STEP_WORDS[kind];
}

/** Their own words, without what the timeline says before them. */
function remarkOf({ zh }: Bilingual): Bilingual {
  const said = zh.replace(/^[^：]*：/, '');
  return { zh: `您补充：${said}`, en: `You added: ${said}` };
}
