import { cityMinute } from '../../../kit/clock.ts';
import type { FollowedCase, FollowedDue } from '../cases/index.ts';
import { formOf, type Given, type Html, html, lines, sizeOf, textArea, type Visit } from '../site/index.ts';
import { filesField } from './ask-page.ts';
import { STATE_WORDS, T, TYPE_WORDS } from './words.ts';

export const MOST_REMARK = 2000;

/** A form that nothing was typed into, beside another one that was. */
export const untouched = (given: Given): Given => ({ values: {}, problems: [], carry: given.carry });

const time = (at_ms: number): Html => html`<time>${cityMinute(at_ms)}</time>`;

/** What somebody sees who follows a case: how it stands, what is owed by when and why, the answer, what can be done. */
export function caseOverview(visit: Visit, of: FollowedCase): Html {
  return html`${standingCard(visit, of)}
${of.answers.map(
  ({ at_ms, text }) =>
    html`<section class="card answer"><h2>${visit.say(T.answer)}</h2><p lang="zh-CN">${lines(text)}</p><p class="hint">${time(at_ms)}</p></section>`,
)}`;
}

function standingCard(visit: Visit, { state, due, unit, received_ms, referred_to }: FollowedCase): Html {
  const { say } = visit;
  const { name, next } = STATE_WORDS[state];
  return html`<section class="card">
<p><span class="state">${say(name)}</span></p>
<p>${say(next)}${referred_to && html` <strong>${referred_to}</strong>`}</p>
<dl class="facts">
${due && html`<dt>${say(T.due)}</dt><dd>${dueOf(visit, due)}</dd>`}
${unit && html`<dt>${say(T.unit)}</dt><dd>${say(unit)}</dd>`}
<dt>${say(T.received)}</dt><dd>${cityMinute(received_ms)}</dd>
</dl>
</section>`;
}

/** When it is due, and line by line why then. */
const dueOf = ({ say }: Visit, { text, reasons, source, assumed }: FollowedDue): Html =>
  html`<strong>${text}</strong>
<details><summary>${say(T.why)}</summary><ul>${reasons.map((line) => html`<li>${say(line)}</li>`)}</ul>
<p class="hint">${say(T.by_rule)}${say(source)}${assumed && say(T.assumed)}</p></details>`;

/** What happened, and what came from who asked. */
export function caseHistory({ say, at }: Visit, of: FollowedCase): Html {
  return html`<section><h2>${say(T.steps)}</h2>
<ol class="steps">${of.steps.map(({ at_ms, text }) => html`<li>${lines(say(text))}<br>${time(at_ms)}</li>`)}</ol></section>
<section><h2>${say(T.your_text)}</h2><p class="hint">${say(TYPE_WORDS[of.type].name)}</p><p>${lines(of.text)}</p></section>
${
  of.files.length > 0 &&
  html`<section><h2>${say(T.your_files)}</h2><ul class="list">${of.files.map(({ id, name, bytes }) => html`<li><a href="${at(`/case/file/${id}`)}" download>${name}</a> <span class="hint">${sizeOf(bytes)}</span></li>`)}</ul></section>`
}`;
}

export function remarkForm(visit: Visit, given: Given, extra: Html | false = false): Html {
  const { say } = visit;
  return html`<section class="card"><h2>${say(T.remark_title)}</h2>
${formOf(visit, given, {
  ...{ path: '/case/remark', files: true, submit: say(T.remark_send), quiet: true },
  fields: html`${extra}${textArea(visit, given, { name: 'remark', label: say(T.remark), most: MOST_REMARK, rows: 4 })}${filesField(visit, given)}`,
})}</section>`;
}

/** @param until_ms null where that is not known, before somebody is identified */
export function reopenForm(
  visit: Visit,
  given: Given,
  until_ms: number | null,
  extra: Html | false = false,
): Html {
  const { say } = visit;
  return html`<section class="card"><h2>${say(T.reopen_title)}</h2>
${until_ms !== null && html`<p class="hint">${say(T.reopen_until, { time: cityMinute(until_ms) })}</p>`}
${formOf(visit, given, {
  ...{ path: '/case/reopen', submit: say(T.reopen_send) },
  fields: html`${extra}${textArea(visit, given, { name: 'reason', label: say(T.reopen_reason), most: MOST_REMARK, rows: 4 })}`,
})}</section>`;
}

export function leaveForm(visit: Visit, given: Given): Html {
  const { say } = visit;
  return html`${formOf(visit, given, {
    ...{ path: '/case/leave', submit: say(T.leave), quiet: true },
    fields: html`<p class="hint">${say(T.leave_hint)}</p>`,
  })}`;
}
