import { cityMinute } from '../../../kit/clock.ts';
import type { FollowedHeld } from '../intake/index.ts';
import { type Answer, type Html, html, type Page, type Visit } from '../site/index.ts';
import { type FollowDeps, letThrough } from './identified.ts';
import { HELD_WORDS, T } from './words.ts';

/** Number and code of what was sent; of what waits for a person its receipt, until it has the number of a case. */
export function receiptPage(deps: FollowDeps): Page {
  const { desk, forms, cookies } = deps;

  async function ofCase(visit: Visit, id: number): Promise<Answer> {
    const { number, token } = await desk.read(id);
    const title = visit.say(T.receipt_title);
    return {
      title,
      cookies: [await cookies.case.set(id), cookies.held.end],
      body: html`<h1>${title}</h1>
<p class="lead">${visit.say(T.receipt_lead)}</p>
${codeCard(visit, token, html`<dt>${visit.say(T.number)}</dt><dd class="number" id="case-number">${number}</dd>`)}
<p class="actions"><a class="button" href="${visit.at('/case')}">${visit.say(T.see_progress)}</a></p>`,
    };
  }

  return {
    path: '/receipt',
    async show(visit) {
      const held = await cookies.held.read(visit);
      const own = await cookies.case.read(visit);
      if (held === null) return own === null ? { go: '/follow' } : ofCase(visit, own);
      const { kind, id } = await letThrough(forms, held);
      return kind === 'case' ? ofCase(visit, id) : heldReceipt(visit, await forms.read(id));
    },
  };
}

function heldReceipt(visit: Visit, held: FollowedHeld): Answer {
  const { say } = visit;
  const { title, lead } = HELD_WORDS[held.state];
  const number = held.case?.number ?? say(T.number_to_come);
  return {
    title: say(title),
    body: html`<h1>${say(title)}</h1>
<p class="lead">${say(lead, { time: cityMinute(held.confirmed_by_ms), number })}</p>
${codeCard(
  visit,
  held.code,
  html`<dt>${say(T.held_receipt)}</dt><dd class="number" id="held-receipt">${held.receipt}</dd>
<dt>${say(T.number)}</dt><dd id="case-number">${number}</dd>
<dt>${say(T.held_received)}</dt><dd>${cityMinute(held.received_ms)}</dd>`,
)}`,
  };
}

/** The draft in the browser is over once this is shown. */
const codeCard = ({ say }: Visit, code: string, numbers: Html): Html =>
  html`<section class="card good" data-draft-done="ask">
<dl class="facts">
${numbers}
<dt>${say(T.token)}</dt><dd class="number" id="case-token">${code}</dd>
</dl>
<p class="hint">${say(T.token_hint)}</p>
</section>`;
