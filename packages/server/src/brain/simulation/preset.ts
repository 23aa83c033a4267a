import type { SignalRequest } from '@opentocc/core/demand';
import { horizonOf, type Question, type Scenario } from './model.ts';

/** What is assumed of measures; shown with every answer. */
export const MEASURES = {
  valid_from: '2026-11-27',
  assumed: true,
  /** From the decision until drivers read a message, or a signal has its other plan, min. */
  delay_min: 3,
  /** Drivers who follow a strong message, as a multiple of those who follow a plain one, and at most, 0–1. */
  strong_factor: 2,
  strong_most: 0.8,
  /** Share of its green that a gate leaves to who drives towards the incident. */
  gate_share: 0.5,
} as const;

const plain = { name: '', isUndisturbed: false, actions: [] } as const;
const NOTHING: Scenario = { ...plain, key: 'none', kind: 'none' };

/** Scenarios of a question: those that were edited, or those of a quick answer. @param gate first signal upstream */
export function scenariosOf(question: Question, gate: SignalRequest | undefined): Scenario[] {
  const { scenarios } = question;
  if (!scenarios) return quickScenarios(question, gate);
  const edited = scenarios.map(({ name, actions }, i): Scenario => {
    return { ...plain, key: `plan-${i + 1}`, kind: 'plan', name, actions };
  });
  return [NOTHING, ...edited];
}

/** Nothing done; drivers diverted by a message; the first signal upstream holding traffic back, or more drivers diverted; no incident. */
function quickScenarios(question: Question, gate: SignalRequest | undefined): Scenario[] {
  const { message_share: share } = question;
  const { strong_factor, strong_most } = MEASURES;
  const strong = Math.max(share, Math.min(strong_most, share * strong_factor));
  const span = measureSpan(question);
  const second: Scenario = gate
    ? {
        ...plain,
        key: 'gate',
        kind: 'gate',
        actions: span ? [{ kind: 'signal_plan', ...gate, ...span }] : [],
      }
    : {
        ...plain,
        ...{ key: 'strong_diversion', kind: 'strong_diversion' },
        actions: messageOf(question, strong),
      };
  return [
    NOTHING,
    { ...plain, key: 'diversion', kind: 'diversion', actions: messageOf(question, share) },
    second,
    { ...plain, key: 'undisturbed', kind: 'undisturbed', isUndisturbed: true },
  ];
}

function messageOf(question: Question, share: number): Scenario['actions'] {
  const span = measureSpan(question);
  const [{ link }] = question.incidents;
  return span ? [{ kind: 'message', avoid: [link], signs: null, share, ...span }] : [];
}

/** From when until when a measure against the first incident works; undefined when that is over before. */
function measureSpan(question: Question) {
  const [{ from_min, minutes }] = question.incidents;
  const begin_min = from_min + MEASURES.delay_min;
  const end_min = Math.min(horizonOf(question), from_min + minutes);
  return begin_min < end_min ? { from_min: begin_min, minutes: end_min - begin_min } : undefined;
}
