import type { Candidate, CandidateRule, Situation } from './candidate.ts';
import { diversion } from './diversion.ts';
import { rampGates } from './gates.ts';
import { sign } from './sign.ts';
import { greenAlong, heldBack } from './signals.ts';
import { waysRound } from './ways-round.ts';

export { ASSUMED, type Candidate, type Situation } from './candidate.ts';
export { situationOf } from './situation.ts';

/** Kinds of measures, in the order in which they are listed before they are run. */
const RULES: readonly CandidateRule[] = [diversion, sign, greenAlong, heldBack, rampGates];
/** As many as a study compares. */
const MOST = 8;

/** What could be done, by rules alone; the twin says what it is worth. */
export function candidatesFor(situation: Situation): Candidate[] {
  const examined = { ...situation, ways: waysRound(situation) };
  const single = RULES.flatMap((rule) => rule(examined));
  return [...single.slice(0, MOST - 1), ...combined(single)].slice(0, MOST);
}

/** The first diversion together with what holds traffic back. */
function combined(single: readonly Candidate[]): Candidate[] {
  const first = single.find(({ kind }) => kind === 'diversion');
  const back = single.find(({ kind }) => kind === 'gate') ?? single.find(({ kind }) => kind === 'hold');
  if (!first || !back) return [];
  const name = { zh: `${first.name.zh}，${back.name.zh}`, en: `${first.name.en}, ${back.name.en}` };
  return [{ ...first, kind: 'combined', name, actions: [...first.actions, ...back.actions] }];
}
