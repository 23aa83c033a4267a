import { type Html, html } from './html.ts';
import type { Given, Problem, Visit } from './page.ts';
import { WORDS } from './words.ts';

interface FieldText {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

interface TextField extends FieldText {
  readonly most: number;
  readonly type?: 'text' | 'tel' | 'email' | 'search';
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'tel' | 'email';
  /** What stands in it where nothing was typed yet. */
  readonly value?: string;
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

const problemOf = ({ problems }: Given, name: string): Problem | undefined =>
  problems.find(({ field }) => field === name);

/** Ids of hint and problem, by which a field is described to who does not see it. */
const describedBy = (given: Given, { name, hint }: FieldText): Html | false => {
  const ids = [hint && `${name}-hint`, problemOf(given, name) && `${name}-problem`].filter(Boolean);
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`;
};

const invalid = (given: Given, name: string): Html | undefined =>
  problemOf(given, name) && html` aria-invalid="true"`;

function around(visit: Visit, given: Given, field: FieldText, input: Html): Html {
  const { name, label, hint, optional } = field;
  const problem = problemOf(given, name);
  return html`<div class="field${problem && ' wrong'}">
<label for="${name}">${label}${optional && html`<span class="optional">${visit.say(WORDS.optional)}</span>`}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && html`<p class="problem" id="${name}-problem">${problem.text}</p>`}
${input}
</div>`;
}

const required = (optional: boolean | undefined) => !optional && html` aria-required="true"`;

/** Fields are checked by the server, so that what is wrong is said in one place and in the reader's language. */
export function textField(visit: Visit, given: Given, field: TextField): Html {
  const { name, most, type = 'text', autocomplete = 'off', inputmode, value = '', optional } = field;
  const input = html`<input id="${name}" name="${name}" type="${type}" maxlength="${most}" autocomplete="${autocomplete}"${inputmode && html` inputmode="${inputmode}"`} value="${given.values[name] ?? value}"${required(optional)}${describedBy(given, field)}${invalid(given, name)}>`;
  return around(visit, given, field, input);
}

/** Nothing pasted into it is cut off unseen: what is too long is said, and stays. */
export function textArea(
  visit: Visit,
  given: Given,
  field: FieldText & { most: number; rows: number },
): Html {
  const { name, most, rows, optional } = field;
  const input = html`<textarea id="${name}" name="${name}" rows="${rows}" data-count="${most}"${required(optional)}${describedBy(given, field)}${invalid(given, name)}>
${given.values[name] ?? ''}</textarea>`;
  return around(visit, given, field, input);
}

export function fileField(visit: Visit, given: Given, field: FieldText & { accept: string }): Html {
  const { name, accept } = field;
  const input = html`<input id="${name}" name="${name}" type="file" multiple accept="${accept}" data-preview${describedBy(given, field)}${invalid(given, name)}>`;
  return around(visit, given, field, input);
}

/** One of several, each a whole line to press on. */
export function choiceField(
  visit: Visit,
  given: Given,
  field: FieldText & { readonly choices: readonly Choice[]; readonly value?: string },
): Html {
  const { name, label, hint, choices, value = '', optional } = field;
  const problem = problemOf(given, name);
  const chosen = given.values[name] ?? value;
  return html`<fieldset class="field${problem && ' wrong'}"${describedBy(given, field)}>
<legend>${label}${optional && html`<span class="optional">${visit.say(WORDS.optional)}</span>`}</legend>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && html`<p class="problem" id="${name}-problem">${problem.text}</p>`}
<div class="choices">${choices.map(
    (choice, i) =>
      html`<label class="choice"><input type="radio"${i === 0 && html` id="${name}"`} name="${name}" value="${choice.value}"${choice.value === chosen && html` checked`}><span>${choice.label}${choice.hint && html`<small>${choice.hint}</small>`}</span></label>`,
  )}</div>
</fieldset>`;
}

export function checkField(given: Given, field: { name: string; label: string; hint?: string }): Html {
  const { name, label, hint } = field;
  return html`<div class="field"><label class="choice"><input type="checkbox" name="${name}" value="yes"${given.values[name] === 'yes' && html` checked`}><span>${label}${hint && html`<small>${hint}</small>`}</span></label></div>`;
}

/** What is wrong, above the form, each leading to its field; the focus is led there by the address and by the script. */
export function problemSummary(visit: Visit, { problems }: Given): Html | false {
  return (
    problems.length > 0 &&
    html`<div class="problems" role="alert" id="problems" tabindex="-1" aria-labelledby="problems-title">
<h2 id="problems-title">${visit.say(WORDS.problems)}</h2>
<ul>${problems.map(({ field, text }) => html`<li>${field ? html`<a href="#${field}">${text}</a>` : text}</li>`)}</ul>
</div>`
  );
}

interface FormShape {
  readonly path: string;
  readonly fields: Html;
  readonly submit: string;
  /** With files in it. */
  readonly files?: boolean;
  /** Name under which the script keeps what is typed in this browser until it was sent. */
  readonly draft?: string;
  readonly quiet?: boolean;
}

/** A form with what each of them carries. */
export function formOf(visit: Visit, given: Given, shape: FormShape): Html {
  const { path, fields, submit, files, draft, quiet } = shape;
  return html`<form method="post" action="${visit.at(path)}"${files && html` enctype="multipart/form-data"`}${draft && html` data-draft="${draft}"`} novalidate>
${given.carry()}
${fields}
<p class="actions"><button type="submit"${quiet && html` class="quiet"`}>${submit}</button></p>
</form>`;
}
