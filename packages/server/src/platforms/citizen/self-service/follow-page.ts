import { HOUR_MS } from '@opentocc/core/time';
import type { CitizenSide } from '../cases/index.ts';
import {
  FormProblems,
  formOf,
  type Given,
  type Guard,
  type Html,
  html,
  type Page,
  problemSummary,
  textField,
  type Visit,
} from '../site/index.ts';
import type { FollowCookie } from './follow-cookie.ts';
import { T } from './words.ts';

/** By what who asked is known again. */
export const IDENTITY_FIELDS = { number: 40, code: 20 } as const;

/** Who guesses at codes is slowed down from any address: a case takes few attempts in an hour. */
export const IDENTITY_GUARD: Guard = {
  ...{ window_ms: HOUR_MS, free: 20, most: 300, also_free: 5, also_most: 20 },
  also: ({ number = '' }) => bareNumber(number) || null,
};

const bareNumber = (number: string) => number.trim().toUpperCase();

export function identityFields(visit: Visit, given: Given): Html {
  const { say } = visit;
  return html`${textField(visit, given, { name: 'number', label: say(T.number), hint: say(T.number_hint), most: 40 })}
${textField(visit, given, { name: 'code', label: say(T.token), hint: say(T.token_field_hint), most: 20 })}`;
}

/** @throws FormProblems where number and code do not belong together */
export async function identified(
  desk: CitizenSide,
  visit: Visit,
  { number = '', code = '' }: Readonly<Record<string, string>>,
): Promise<number> {
  const id = await desk.identify(bareNumber(number), code);
  if (id === null) throw new FormProblems([{ field: 'code', text: visit.say(T.no_match) }]);
  return id;
}

export const followPage = (desk: CitizenSide, cookie: FollowCookie): Page => ({
  path: '/follow',
  nav: T.follow,
  show(visit, given) {
    const { say } = visit;
    const title = say(T.follow_title);
    return {
      title,
      body: html`<h1>${title}</h1>
<p class="lead">${say(T.follow_lead)}</p>
${problemSummary(visit, given)}
${formOf(visit, given, {
  ...{ path: '/follow', submit: say(T.look_up) },
  fields: identityFields(visit, given),
})}`,
    };
  },
  form: {
    fields: IDENTITY_FIELDS,
    guard: IDENTITY_GUARD,
    async send(visit, { values }) {
      const id = await identified(desk, visit, values);
      return { go: '/case', cookies: [await cookie.set(id)] };
    },
  },
});
