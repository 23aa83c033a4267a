import { VisitAnswers } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { AppError } from '../../../kit/errors.ts';
import {
  choiceField,
  FormProblems,
  formOf,
  type Given,
  type Guard,
  type Html,
  html,
  type Page,
  type Problem,
  problemSummary,
  type Signer,
  textArea,
  type Visit,
} from '../site/index.ts';
import type { VisitByToken, VisitsModule } from '../visits/index.ts';
import { SATISFACTION, T } from './words.ts';

export type VisitLinks = VisitsModule['links'];

const COOKIE = 'tocc_visit';
const MOST_TEXT = 2000;
const GUARD: Guard = {
  ...{ window_ms: HOUR_MS, free: 20, most: 300, also_free: 1, also_most: 1, also: () => null },
};

/**
 * A return visit by its link. The secret of the link is exchanged at once for a cookie, so that the page has an address
 * without it. Opening the link uses nothing up, since messengers and scanners open links too; only an answer does.
 */
export function visitPages(links: VisitLinks, signer: Signer): Page[] {
  const tokenOf = async ({ cookie }: Visit) =>
    (await signer.read('visit', cookie(COOKIE) ?? ''))?.[0] ?? null;
  const askedOf = async (visit: Visit) => {
    const token = await tokenOf(visit);
    return token === null ? null : readOrNull(links, token);
  };
  return [
    {
      path: '/v/:token',
      async show({ params }) {
        const known = /^[\w-]{8,80}$/.test(params.token);
        const value = known ? await signer.sign('visit', [params.token]) : null;
        return { go: '/visit', secret_address: true, cookies: [{ name: COOKIE, value }] };
      },
    },
    {
      path: '/visit',
      async show(visit, given) {
        if (visit.query.done === 'yes') return said(visit.say(T.visit_done_title), visit.say(T.visit_done));
        const asked = await askedOf(visit);
        if (!asked) return said(visit.say(T.visit_over_title), visit.say(T.visit_over));
        return formView(visit, given, asked);
      },
      form: {
        fields: { answered: 3, handled: 6, satisfied: 4, said: 4 * MOST_TEXT },
        guard: GUARD,
        async send(visit, { values }) {
          const [token, asked] = [await tokenOf(visit), await askedOf(visit)];
          if (token === null || !asked) return said(visit.say(T.visit_over_title), visit.say(T.visit_over));
          await links.answerByToken(token, answerOf(visit, values, asked));
          return { go: '/visit?done=yes', cookies: [{ name: COOKIE, value: null }] };
        },
      },
    },
  ];
}

/** A link that is over is nothing wrong: its page says so. */
async function readOrNull(links: VisitLinks, token: string): Promise<VisitByToken | null> {
  try {
    return await links.readByToken(token);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

const said = (title: string, text: string) => ({
  title,
  body: html`<h1>${title}</h1><p class="lead">${text}</p>`,
});

/** @throws FormProblems for each question that was left open */
function answerOf(
  visit: Visit,
  values: Readonly<Record<string, string>>,
  { asks_satisfaction }: VisitByToken,
): VisitAnswers {
  const { said: comment = '' } = values;
  const given = {
    answered: ANSWERED.get(values.answered ?? ''),
    handled: VisitAnswers.shape.handled.safeParse(values.handled).data,
    satisfied: asks_satisfaction ? SATISFIED.get(values.satisfied ?? '') : null,
  };
  const problems = Object.entries(given).flatMap(([field, value]): Problem[] =>
    value === undefined ? [{ field, text: visit.say(T.choose) }] : [],
  );
  if (comment.length > MOST_TEXT)
    problems.push({
      ...{ field: 'said', text: visit.say(T.long_text, { most: MOST_TEXT, length: comment.length }) },
    });
  if (problems.length > 0) throw new FormProblems(problems);
  return VisitAnswers.parse({ ...given, comment });
}

const ANSWERED = new Map([
  ['yes', true],
  ['no', false],
]);
const SATISFIED = new Map<string, number | null>([
  ...SATISFACTION.map((_, i) => [String(i + 1), i + 1] as const),
  ['none', null],
]);

function formView(visit: Visit, given: Given, asked: VisitByToken) {
  const { say } = visit;
  const title = say(T.visit_title);
  return {
    title,
    body: html`<h1>${title}</h1>
<p class="lead">${asked.title} <span class="hint">${asked.number}</span></p>
${problemSummary(visit, given)}
${formOf(visit, given, { path: '/visit', submit: say(T.send), fields: questions(visit, given, asked) })}`,
  };
}

function questions(visit: Visit, given: Given, { asks_satisfaction }: VisitByToken): Html {
  const { say } = visit;
  const choices = [
    { value: 'yes', label: say(T.yes) },
    { value: 'no', label: say(T.no) },
  ];
  return html`${choiceField(visit, given, { name: 'answered', label: say(T.visit_answered), choices })}
${choiceField(visit, given, {
  ...{ name: 'handled', label: say(T.visit_handled) },
  choices: [choices[0], { value: 'partly', label: say(T.partly) }, choices[1]],
})}
${
  asks_satisfaction &&
  choiceField(visit, given, {
    ...{ name: 'satisfied', label: say(T.visit_satisfied) },
    choices: [
      ...SATISFACTION.map((text, i) => ({ value: String(i + 1), label: say(text) })).reverse(),
      { value: 'none', label: say(T.rather_not) },
    ],
  })
}
${textArea(visit, given, { name: 'said', label: say(T.visit_text), most: MOST_TEXT, rows: 4, optional: true })}`;
}
