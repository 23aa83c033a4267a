import type { CitizenSide } from '../cases/index.ts';
import type { SiteForms } from '../intake/index.ts';
import { FormProblems, type Visit } from '../site/index.ts';
import type { FollowCookies } from './follow-cookie.ts';
import { T } from './words.ts';

/** What is behind the pages of who asks and follows. */
export interface FollowDeps {
  readonly desk: CitizenSide;
  readonly forms: SiteForms;
  readonly cookies: FollowCookies;
}

/** What somebody follows: a case, or what waits for a person to say whether it is one. */
export type Followed = { readonly kind: 'case' | 'held'; readonly id: number };

export const bareReceipt = (number: string) => number.trim().toUpperCase();

/**
 * What number and code stand for; a receipt that was let through stands for its case.
 * @throws FormProblems where number and code do not belong together
 */
export async function identified(
  { desk, forms }: FollowDeps,
  visit: Visit,
  { number = '', code = '' }: Readonly<Record<string, string>>,
): Promise<Followed> {
  const given = bareReceipt(number);
  const id = await desk.identify(given, code);
  if (id !== null) return { kind: 'case', id };
  const held = await forms.identify(given, code);
  if (held === null) throw new FormProblems([{ field: 'code', text: visit.say(T.no_match) }]);
  return letThrough(forms, held);
}

/** What somebody writes is added to a case. @throws FormProblems where there is none yet */
export async function identifiedCase(
  deps: FollowDeps,
  visit: Visit,
  values: Readonly<Record<string, string>>,
): Promise<number> {
  const { kind, id } = await identified(deps, visit, values);
  if (kind === 'held') throw new FormProblems([{ field: 'number', text: visit.say(T.no_case_yet) }]);
  return id;
}

/** Of what was joined to another case the receipt says so: that case may be somebody else's. */
export async function letThrough(forms: SiteForms, held: number): Promise<Followed> {
  const { state, case: made } = await forms.read(held);
  return state === 'released' && made ? { kind: 'case', id: made.id } : { kind: 'held', id: held };
}
