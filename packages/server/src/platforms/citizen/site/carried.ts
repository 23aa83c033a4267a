import type { PreparedFile } from '../../../base/attachments/index.ts';
import type { Challenge } from './challenge.ts';
import { WAIT_S } from './challenge.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './page.ts';
import { sizeOf, WORDS } from './words.ts';

export interface Carried {
  readonly token: string;
  readonly held: readonly { readonly id: string; readonly file: PreparedFile }[];
  readonly challenge: Challenge | null;
}

/** What each form carries beside its fields. */
export function carriedOf(visit: Visit, { token, held, challenge }: Carried): Html {
  return html`<input type="hidden" name="token" value="${token}">
${held.length > 0 && heldOf(visit, held)}
${challenge && challengeOf(visit, challenge)}`;
}

function heldOf({ say }: Visit, held: Carried['held']): Html {
  return html`<fieldset class="field"><legend>${say(WORDS.held)}</legend>
${held.map(
  ({ id, file }) =>
    html`<label class="choice"><input type="checkbox" name="held" value="${id}" checked><span>${file.name} <small>${sizeOf(file.content.length)}</small></span></label>`,
)}</fieldset>`;
}

/** Without script the words are those of waiting; the script replaces them and does its work. */
function challengeOf({ say }: Visit, { token, bits }: Challenge): Html {
  return html`<section class="challenge" data-challenge="${token.split('.')[0]}" data-bits="${bits}">
<h2>${say(WORDS.challenge)}</h2>
<p data-with-script hidden>${say(WORDS.challenge_script)}</p>
<p data-without-script>${say(WORDS.challenge_plain, { wait: WAIT_S })}</p>
<p data-status role="status"></p>
<input type="hidden" name="challenge" value="${token}"><input type="hidden" name="solution" value="">
</section>`;
}
