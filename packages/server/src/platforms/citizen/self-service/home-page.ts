import type { Bilingual } from '@opentocc/contract';
import { cityMinute } from '../../../kit/clock.ts';
import { type Html, html, type Page, type Visit } from '../site/index.ts';
import { BANDS, T } from './words.ts';

/** How the roads of the city are now; index null without samples. */
export interface CityTraffic {
  readonly index: number | null;
  readonly band: number | null;
  readonly at_ms: number;
}

export interface HomeDeps {
  /** Null before the first window. */
  readonly traffic: () => CityTraffic | null;
  /** What everybody should know now, as signals of weather in force. */
  readonly notices: () => Promise<readonly Bilingual[]>;
}

export const homePage = ({ traffic, notices }: HomeDeps): Page => ({
  path: '',
  nav: T.home,
  async show(visit) {
    const { say } = visit;
    const now = await notices();
    return {
      title: say(T.home),
      body: html`<h1>${say(T.home_title)}</h1>
<p class="lead">${say(T.home_lead)}</p>
${now.length > 0 && html`<div class="notice warn" role="note">${now.map((text) => html`<p>${say(text)}</p>`)}</div>`}
<ul class="tasks">${tasks(visit)}</ul>
${trafficLine(visit, traffic())}`,
    };
  },
});

function tasks({ say, at }: Visit): Html[] {
  const links = [
    [at('/ask'), T.ask, T.ask_task],
    [at('/follow'), T.follow, T.follow_task],
    [at('/knowledge'), T.knowledge, T.knowledge_task],
    ['tel:12328', T.call, T.call_task],
  ] as const;
  return links.map(
    ([to, name, hint], i) =>
      html`<li${i === 0 && html` class="first"`}><a href="${to}"><strong>${say(name)}</strong><span>${say(hint)}</span></a></li>`,
  );
}

function trafficLine({ say }: Visit, traffic: CityTraffic | null): Html | false {
  if (!traffic || traffic.index === null || traffic.band === null) return false;
  const { index, band, at_ms } = traffic;
  const params = { band: say(BANDS[band]), index: index.toFixed(1), time: cityMinute(at_ms).slice(11) };
  return html`<p class="hint">${say(T.traffic, params)}</p>`;
}
