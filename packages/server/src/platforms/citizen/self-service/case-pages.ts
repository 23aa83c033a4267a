import { MINUTE_MS } from '@opentocc/core/time';
import type { CitizenSide, FollowedCase } from '../cases/index.ts';
import {
  type Answer,
  type Form,
  FormProblems,
  type Given,
  type Guard,
  type Html,
  html,
  type Page,
  problemSummary,
  type SetCookie,
  type Visit,
} from '../site/index.ts';
import { MOST_FILES } from './ask-page.ts';
import {
  caseHistory,
  caseOverview,
  leaveForm,
  MOST_REMARK,
  remarkForm,
  reopenForm,
  untouched,
} from './case-view.ts';
import { IDENTITY_FIELDS, IDENTITY_GUARD, identityFields } from './follow-page.ts';
import { type FollowDeps, identifiedCase } from './identified.ts';
import { T } from './words.ts';

type Active = 'remark' | 'reopen' | null;

/** Whoever has the case open is trusted to write; what is counted is the code, while somebody is not identified yet. */
const WRITING: Guard = {
  ...IDENTITY_GUARD,
  ...{ window_ms: 10 * MINUTE_MS, free: 10, most: 60 },
};
const NO_FILES: readonly [] = [];

/** The pages of who follows a case: by a cookie, so that no address says which. */
export function casePages(deps: FollowDeps): Page[] {
  const { desk, cookies } = deps;
  const cookie = cookies.case;

  const show = (active: Active) => async (visit: Visit, given: Given) => {
    const id = await cookie.read(visit);
    if (id === null) return active === null ? { go: '/follow' } : signAgain(visit, given, active);
    return caseView(visit, given, await desk.read(id), active, [await cookie.set(id)]);
  };

  /** A form about the case that is followed; who has to be identified again gives number and code with it. */
  function writing(
    field: 'remark' | 'reason',
    files: number,
    write: (id: number, added: Parameters<CitizenSide['remark']>[1]) => Promise<void>,
  ): Form {
    return {
      fields: { ...IDENTITY_FIELDS, [field]: 4 * MOST_REMARK },
      files,
      guard: WRITING,
      async send(visit, { values, key, files: sent }): Promise<Answer> {
        const text = textOf(visit, field, values[field] ?? '');
        const id = (await cookie.read(visit)) ?? (await identifiedCase(deps, visit, values));
        await write(id, { key, text, files: files > 0 ? sent : NO_FILES });
        return {
          go: `/case?done=${field === 'remark' ? 'remark' : 'reopen'}`,
          cookies: [await cookie.set(id)],
        };
      },
    };
  }

  return [
    { path: '/case', show: show(null) },
    { path: '/case/remark', show: show('remark'), form: writing('remark', MOST_FILES, desk.remark) },
    { path: '/case/reopen', show: show('reopen'), form: writing('reason', 0, desk.reopen) },
    {
      path: '/case/leave',
      show: () => ({ go: '/case' }),
      form: {
        ...{ fields: {}, guard: WRITING },
        send: async () => ({ go: '/', cookies: [cookie.end, cookies.held.end] }),
      },
    },
    {
      path: '/case/file/:file',
      async show(visit) {
        const id = await cookie.read(visit);
        const file = id === null ? null : await desk.file(id, Number(visit.params.file));
        return file ? { file } : { go: id === null ? '/follow' : '/case' };
      },
    },
  ];
}

function textOf(visit: Visit, field: 'remark' | 'reason', raw: string): string {
  const text = raw.trim();
  if (text.length < 2)
    throw new FormProblems([{ field, text: visit.say(field === 'remark' ? T.no_remark : T.no_reason) }]);
  if (text.length > MOST_REMARK)
    throw new FormProblems([
      { field, text: visit.say(T.long_text, { most: MOST_REMARK, length: text.length }) },
    ]);
  return text;
}

function caseView(
  visit: Visit,
  given: Given,
  of: FollowedCase,
  active: Active,
  cookies: readonly SetCookie[],
) {
  const { say, query } = visit;
  const title = say(T.case_title, { number: of.number });
  const givenOf = (form: Active) => (form === active ? given : untouched(given));
  return {
    title,
    cookies,
    body: html`<h1>${title}</h1>
${doneNotice(visit, query.done)}
${problemSummary(visit, given)}
<div class="beside"><div>
${caseOverview(visit, of)}
${of.reopen_until_ms !== null && reopenForm(visit, givenOf('reopen'), of.reopen_until_ms)}
${of.takes_remarks && remarkForm(visit, givenOf('remark'))}
</div><div>
${caseHistory(visit, of)}
${leaveForm(visit, untouched(given))}
</div></div>`,
  };
}

function doneNotice({ say }: Visit, done: string | undefined): Html | false {
  const text = done === 'remark' ? T.remark_done : done === 'reopen' ? T.reopen_done : null;
  return text !== null && html`<p class="notice" role="status">${say(text)}</p>`;
}

/** The browser does not follow a case any more: what was written stays, beside number and code. */
function signAgain(visit: Visit, given: Given, active: Exclude<Active, null>) {
  const title = visit.say(active === 'remark' ? T.remark_title : T.reopen_title);
  const fields = identityFields(visit, given);
  return {
    title,
    body: html`<h1>${title}</h1>
<p class="lead">${visit.say(T.sign_again)}</p>
${problemSummary(visit, given)}
${active === 'remark' ? remarkForm(visit, given, fields) : reopenForm(visit, given, null, fields)}`,
  };
}
