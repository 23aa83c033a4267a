import type { Language } from '@opentocc/contract';
import { cityDay } from '../../../kit/clock.ts';
import type { KnowledgeModule } from '../knowledge/index.ts';
import { type Html, html, lines, type Page, type Visit } from '../site/index.ts';
import { T } from './words.ts';

type PublicKnowledge = Pick<KnowledgeModule['knowledge'], 'searchPublic' | 'listPublic' | 'findPublic'>;
type PublicArticle = NonNullable<ReturnType<PublicKnowledge['findPublic']>>;

const MOST_QUERY = 100;
const MOST_HITS = 20;

/** What is known already. A search is a reading: its words stand in the address, so that it can be bookmarked and shared. */
export function knowledgePages(knowledge: PublicKnowledge): Page[] {
  return [
    {
      path: '/knowledge',
      nav: T.knowledge,
      show(visit) {
        const query = (visit.query.q ?? '').trim().slice(0, MOST_QUERY);
        const title = visit.say(T.knowledge_title);
        return {
          title,
          body: html`<h1>${title}</h1>
${searchForm(visit, query)}
${query === '' ? listed(visit, knowledge) : found(visit, knowledge, query)}`,
        };
      },
    },
    {
      path: '/knowledge/:id',
      show(visit) {
        const article = knowledge.findPublic(Number(visit.params.id), visit.language);
        return article ? articleView(visit, article) : { go: '/knowledge' };
      },
    },
  ];
}

function searchForm({ say, at, embedded }: Visit, query: string): Html {
  return html`<form class="search" role="search" method="get" action="${at('/knowledge').replace(/\?.*/, '')}">
${embedded && html`<input type="hidden" name="view" value="embed">`}
<div class="field"><label for="q">${say(T.search_field)}</label><input id="q" name="q" type="search" maxlength="${MOST_QUERY}" value="${query}"></div>
<button type="submit">${say(T.search)}</button>
</form>`;
}

function listed(visit: Visit, knowledge: PublicKnowledge): Html {
  const all = knowledge.listPublic(visit.language);
  if (all.length === 0) return html`<p>${visit.say(T.knowledge_none)}</p>`;
  return html`<ul class="list">${all.map(({ id, title, language }) => link(visit, id, title, language))}</ul>`;
}

function found(visit: Visit, knowledge: PublicKnowledge, query: string): Html {
  const { say, at } = visit;
  const hits = knowledge.searchPublic(query, MOST_HITS, visit.language);
  const count = hits.length > 0 ? say(T.found, { n: hits.length }) : say(T.found_none);
  return html`<p role="status">${count}</p>
<ul class="list">${hits.map(({ id, language, title, excerpt }) => link(visit, id, marked(title), language, marked(excerpt)))}</ul>
<p><a class="button quiet" href="${at('/ask?type=consultation')}">${say(T.ask)}</a></p>`;
}

const TAGS = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>;

/** @param of language of what is written there */
function link(
  { at, say, language }: Visit,
  id: number,
  title: Html | string,
  of: Language,
  excerpt?: Html,
): Html {
  const only = of !== language && html` <small>${say(T.chinese_only)}</small>`;
  return html`<li><a href="${at(`/knowledge/${id}`)}"><span lang="${TAGS[of]}">${title}</span>${only}</a>${excerpt && html`<p class="hint" lang="${TAGS[of]}">${excerpt}</p>`}</li>`;
}

/** What was looked for stands out. */
const marked = (pieces: readonly { readonly text: string; readonly hit: boolean }[]): Html =>
  html`${pieces.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}`;

function articleView(visit: Visit, { title, body, source, changed_ms, language }: PublicArticle) {
  const { say, at } = visit;
  const note = language !== visit.language && say(T.article_language);
  return {
    title,
    body: html`<article class="article" lang="${TAGS[language]}"><h1>${title}</h1><p>${lines(body)}</p></article>
${note && html`<p class="hint">${note}</p>`}
<p class="hint">${source && html`${say(T.article_from)}: ${source} · `}${say(T.article_changed, { time: cityDay(changed_ms) })}</p>
<p>${say(T.still_open)} <a class="button quiet" href="${at('/ask?type=consultation')}">${say(T.ask)}</a></p>`,
  };
}
