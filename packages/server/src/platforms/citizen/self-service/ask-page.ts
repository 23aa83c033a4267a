import { CASE_TEXT_LENGTH } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import {
  checkField,
  choiceField,
  fileField,
  formOf,
  type Given,
  type Html,
  html,
  type Page,
  problemSummary,
  textArea,
  textField,
  type Visit,
} from '../site/index.ts';
import { bareNumber, readAskedCase } from './asked-form.ts';
import type { FollowDeps } from './identified.ts';
import { T, TYPE_WORDS } from './words.ts';

export const MOST_FILES = 4;
/** HEIC is taken too and not asked for: to who asks for JPEG an iPhone gives JPEG, which every screen shows. */
const ACCEPTED = '.jpg,.jpeg,.png,.webp,.pdf,image/jpeg,image/png,image/webp,application/pdf';
const TYPES = ['consultation', 'complaint', 'suggestion'] as const;

export const askPage = ({ forms, cookies }: Pick<FollowDeps, 'forms' | 'cookies'>): Page => ({
  path: '/ask',
  nav: T.ask,
  show(visit, given) {
    const title = visit.say(T.ask_title);
    return {
      title,
      body: html`<h1>${title}</h1>
${problemSummary(visit, given)}
${formOf(visit, given, {
  ...{ path: '/ask', files: true, draft: 'ask', submit: visit.say(T.send) },
  fields: html`${matterFields(visit, given)}${placeFields(visit, given)}${askerFields(visit, given)}${filesField(visit, given)}`,
})}`,
    };
  },
  form: {
    fields: {
      ...{ type: 20, text: 4 * CASE_TEXT_LENGTH, where: 200, lon: 20, lat: 20, meant: 100 },
      ...{ answer_by: 10, phone: 40, email: 120, name: 50, secret: 3 },
    },
    files: MOST_FILES,
    guard: {
      ...{ window_ms: HOUR_MS, free: 20, most: 120, also_free: 3, also_most: 12 },
      also: ({ phone = '' }) => bareNumber(phone) || null,
    },
    async send(visit, { values, files, key, network }) {
      const { kind, id } = await forms.take(readAskedCase(visit, values, key, files), network);
      // Of two receipts the page shows the one that is not a case yet.
      const set =
        kind === 'case' ? [await cookies.case.set(id), cookies.held.end] : [await cookies.held.set(id)];
      return { go: '/receipt', cookies: set };
    },
  },
});

function matterFields(visit: Visit, given: Given): Html {
  const { say, query } = visit;
  return html`${choiceField(visit, given, {
    ...{ name: 'type', label: say(T.type), value: query.type },
    choices: TYPES.map((value) => ({
      value,
      label: say(TYPE_WORDS[value].name),
      hint: say(TYPE_WORDS[value].hint),
    })),
  })}
${textArea(visit, given, { name: 'text', label: say(T.text), hint: say(T.text_hint), most: CASE_TEXT_LENGTH, rows: 6 })}`;
}

function placeFields(visit: Visit, given: Given): Html {
  const { say } = visit;
  const { lon = '', lat = '' } = given.values;
  return html`<div class="row">
${textField(visit, given, { name: 'where', label: say(T.where), hint: say(T.where_hint), most: 200, optional: true })}
${textField(visit, given, { name: 'meant', label: say(T.meant), hint: say(T.meant_hint), most: 100, optional: true })}
</div>
<p hidden><button type="button" class="quiet" data-position>${say(T.position)}</button> <span role="status" class="hint"></span></p>
<input type="hidden" name="lon" value="${lon}"><input type="hidden" name="lat" value="${lat}">`;
}

function askerFields(visit: Visit, given: Given): Html {
  const { say } = visit;
  return html`${choiceField(visit, given, {
    ...{ name: 'answer_by', label: say(T.answer_by) },
    choices: [
      { value: 'phone', label: say(T.by_phone) },
      { value: 'sms', label: say(T.by_sms) },
      { value: 'mail', label: say(T.by_mail) },
      { value: 'web', label: say(T.by_web), hint: say(T.by_web_hint) },
    ],
  })}
<div class="row">
${textField(visit, given, { name: 'phone', label: say(T.phone), hint: say(T.phone_hint), most: 25, type: 'tel', autocomplete: 'tel', inputmode: 'tel', optional: true })}
${textField(visit, given, { name: 'email', label: say(T.email), hint: say(T.email_hint), most: 120, type: 'email', autocomplete: 'email', optional: true })}
</div>
${textField(visit, given, { name: 'name', label: say(T.name), most: 50, autocomplete: 'name', optional: true })}
${checkField(given, { name: 'secret', label: say(T.secret), hint: say(T.secret_hint) })}`;
}

/** The last of the form, so that all that was typed has come before the first file. */
export const filesField = (visit: Visit, given: Given): Html =>
  fileField(visit, given, {
    ...{ name: 'files', label: visit.say(T.files), accept: ACCEPTED, optional: true },
    hint: visit.say(T.files_hint, { most: MOST_FILES }),
  });
