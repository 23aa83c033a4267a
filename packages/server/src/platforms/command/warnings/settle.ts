import type { Inhibition, Warning, WarningNotice, WarningPerson } from '@opentocc/contract';
import { heldBy } from './inhibitions.ts';
import { attentionOf, rankOf } from './model.ts';
import type { WarningPolicy } from './policy.ts';
import type { ActiveSilence } from './silence-book.ts';
import type { Turn } from './turn.ts';
import * as words from './words.ts';

export interface Surroundings {
  /** In force now. */
  readonly silences: readonly ActiveSilence[];
  readonly inhibitions: readonly Inhibition[];
  /** Who is asked, by the district where a warning lies. */
  readonly roster: ReadonlyMap<string | null, readonly WarningPerson[]>;
  readonly policy: WarningPolicy;
  /** As it stood before the turn; undefined for a new one. */
  readonly before: (id: number) => Warning | undefined;
}

/** Brings every open warning in line with the time, the silences and what holds it back, and asks who is to be asked. */
export function settle(turn: Turn, around: Surroundings): void {
  for (const warning of turn.listOpen()) expire(turn, warning);
  const open = turn.listOpen();
  const held = heldBy(around.inhibitions, open);
  for (const warning of open) attend(turn, hidden(turn, warning, held, around), around);
}

function expire(turn: Turn, warning: Warning): void {
  const { expires_ms, held_until_ms } = warning;
  if (expires_ms !== null && expires_ms <= turn.now_ms) turn.end(warning, 'expired');
  else if (held_until_ms !== null && held_until_ms <= turn.now_ms) turn.end(warning, 'cleared');
}

/** A warning with what hides it now. */
function hidden(
  turn: Turn,
  warning: Warning,
  held: ReadonlyMap<number, number>,
  { silences }: Surroundings,
): Warning {
  const matching = silences.filter(({ matches }) => matches(warning.labels));
  const ids = matching.map(({ id }) => id);
  // What held it back is over, but so will it be in a minute: it is not notified only to be ended.
  const held_by = held.get(warning.id) ?? (turn.clearing.has(warning.id) ? warning.held_by : null);
  if (ids.join() === warning.silences.join() && held_by === warning.held_by) return warning;
  for (const { id, reason } of matching)
    if (!warning.silences.includes(id)) turn.entry(warning.id, 'silenced', words.silenced(reason));
  if (ids.length === 0 && warning.silences.length > 0) turn.entry(warning.id, 'unsilenced', words.unsilenced);
  if (held_by !== null && held_by !== warning.held_by)
    turn.entry(warning.id, 'held_back', words.heldBack(held_by));
  if (held_by === null && warning.held_by !== null) turn.entry(warning.id, 'released', words.released);
  return { ...warning, silences: ids, held_by };
}

function attend(turn: Turn, warning: Warning, around: Surroundings): void {
  const attention = attentionOf(warning, turn.now_ms);
  const before = around.before(warning.id);
  const ranOut = attention === 'unanswered' && warning.acknowledged !== null;
  let now: Warning = { ...warning, attention, acknowledged: ranOut ? null : warning.acknowledged };
  if (ranOut) turn.entry(warning.id, 'ran_out', words.ranOut);
  if (attention !== 'unanswered') now = { ...now, escalation: { ...now.escalation, next_ms: null } };
  else now = asked(turn, now, before, ranOut, around);
  if (now !== warning && !same(now, turn.find(warning.id)!)) turn.put(now);
}

const same = (a: Warning, b: Warning): boolean =>
  a.attention === b.attention &&
  a.held_by === b.held_by &&
  a.silences.join() === b.silences.join() &&
  a.acknowledged === b.acknowledged &&
  a.escalation.next_ms === b.escalation.next_ms &&
  a.escalation.step === b.escalation.step;

function asked(
  turn: Turn,
  warning: Warning,
  before: Warning | undefined,
  ranOut: boolean,
  around: Surroundings,
): Warning {
  const why = reasonToBegin(warning, before, ranOut);
  if (why !== null) {
    const fresh = { ...warning, escalation: { step: 0, round: 0, next_ms: null, asked: [] } };
    return askNext(turn, fresh, why, around);
  }
  const { next_ms } = warning.escalation;
  if (next_ms === null || next_ms > turn.now_ms) return warning;
  return askNext(turn, warning, null, around);
}

/** Why somebody is asked from the beginning of the roster now; null where they are being asked already. */
function reasonToBegin(
  warning: Warning,
  before: Warning | undefined,
  ranOut: boolean,
): WarningNotice['why'] | null {
  if (!before) return 'new';
  if (before.ended_ms !== null) return 'again';
  if (ranOut) return 'reminder';
  if (rankOf(warning.level) > rankOf(before.level)) return 'worse';
  if (before.attention === 'silenced' || before.attention === 'held_back') return 'unhidden';
  return before.attention === 'unanswered' ? null : 'reminder';
}

/** Asks the next person: the owner first, then along the roster, then all of them again, said to be a reminder. */
function askNext(
  turn: Turn,
  warning: Warning,
  begins: WarningNotice['why'] | null,
  { roster, policy }: Surroundings,
): Warning {
  const { owner, place } = warning;
  const order = roster.get(place.district) ?? [];
  const people = owner ? [owner, ...order.filter(({ principal }) => principal !== owner.principal)] : order;
  const { answer_within_ms, remind_after_ms, channels } = policy.levels[warning.level];
  const { step, round } = warning.escalation;
  if (people.length === 0) {
    if (begins) turn.entry(warning.id, 'nobody', words.nobody);
    return {
      ...warning,
      escalation: { ...warning.escalation, next_ms: turn.now_ms + (answer_within_ms ?? 3_600_000) },
    };
  }
  const to = people[step % people.length];
  const why = begins ?? (step >= people.length ? 'reminder' : 'escalated');
  const isLast = (step + 1) % people.length === 0;
  const wait_ms = isLast ? remind_after_ms : answer_within_ms;
  turn.tellings.push({ warning, why, to, channels });
  turn.entry(warning.id, 'told', words.asked(to.name, step + 1, why === 'reminder'));
  return {
    ...warning,
    escalation: {
      step: step + 1,
      round: round + (isLast ? 1 : 0),
      next_ms: wait_ms === null ? null : turn.now_ms + wait_ms,
      asked: [...warning.escalation.asked, to.name].slice(-10),
    },
  };
}
