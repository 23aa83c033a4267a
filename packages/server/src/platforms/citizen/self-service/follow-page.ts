import { HOUR_MS } from '@opentocc/core/time';
import {
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
import { bareReceipt, type FollowDeps, identified } from './identified.ts';
import { T } from './words.ts';

/** By what who asked is known again. */
export const IDENTITY_FIELDS = { number: 40, code: 20 } as const;

/** Who guesses at codes is slowed down from any address: a case takes few attempts in an hour. */
export const IDENTITY_GUARD: Guard = {
  ...{ window_ms: HOUR_MS, free: 20, most: 300, also_free: 5, also_most: 20 },
  also: ({ number = '' }) => bareReceipt(number) || null,
};

export function identityFields(visit: Visit, given: Given): Html {
  const { say } = visit;
  return html`${textField(visit, given, { name: 'number', label: say(T.number), hint: say(T.number_hint), most: 40 })}
${textField(visit, given, { name: 'code', label: say(T.token), hint: say(T.token_field_hint), most: 20 })}`;
}

export const followPage = (deps: FollowDeps): Page => ({
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
      const { cookies } = deps;
      const { kind, id } = await identified(deps, visit, values);
      if (kind === 'held') return { go: '/receipt', cookies: [await cookies.held.set(id)] };
      return { go: '/case', cookies: [await cookies.case.set(id), cookies.held.end] };
    },
  },
});
