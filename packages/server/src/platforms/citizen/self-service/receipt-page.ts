import type { CitizenSide } from '../cases/index.ts';
import { html, type Page } from '../site/index.ts';
import type { FollowCookie } from './follow-cookie.ts';
import { T } from './words.ts';

export const receiptPage = (desk: CitizenSide, cookie: FollowCookie): Page => ({
  path: '/receipt',
  async show(visit) {
    const id = await cookie.read(visit);
    if (id === null) return { go: '/follow' };
    const { say, at } = visit;
    const { number, token } = await desk.read(id);
    const title = say(T.receipt_title);
    return {
      title,
      body: html`<h1>${title}</h1>
<p class="lead">${say(T.receipt_lead)}</p>
<section class="card good" data-draft-done="ask">
<dl class="facts">
<dt>${say(T.number)}</dt><dd class="number" id="case-number">${number}</dd>
<dt>${say(T.token)}</dt><dd class="number" id="case-token">${token}</dd>
</dl>
<p class="hint">${say(T.token_hint)}</p>
</section>
<p class="actions"><a class="button" href="${at('/case')}">${say(T.see_progress)}</a></p>`,
    };
  },
});
