import type { Bilingual } from '@opentocc/contract';
import type { SiteAssets } from './assets.ts';
import { type Html, html } from './html.ts';
import type { Page, View, Visit } from './page.ts';
import { WORDS } from './words.ts';

export interface Frame {
  readonly city: Bilingual;
  readonly assets: SiteAssets;
  /** Those with a name in the navigation, in their order. */
  readonly pages: readonly Page[];
}

export interface Place {
  /** Path of the page below the site, as it was declared. */
  readonly path: string;
  /** As HTML names its language. */
  readonly lang: string;
  /** Where the same page is in other languages and letters. */
  readonly others: readonly { readonly lang: string; readonly name: string; readonly href: string }[];
}

/** A whole document. Nothing in it comes from another host, and it is complete without its script. */
export function documentOf(frame: Frame, visit: Visit, place: Place, { title, body }: View): Html {
  const { say, embedded } = visit;
  const { style, script } = frame.assets;
  return html`<!doctype html>
<html lang="${place.lang}"${embedded && html` data-embedded`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${title} · ${say(frame.city)}${say(WORDS.service)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${style && html`<link rel="stylesheet" href="${style}">`}
${script && html`<script type="module" src="${script}"></script>`}
</head>
<body>
<a class="skip" href="#content">${say(WORDS.skip)}</a>
${!embedded && headerOf(frame, visit, place)}
<main id="content" tabindex="-1">
${body}
</main>
${!embedded && footerOf(frame, visit)}
</body>
</html>
`;
}

function headerOf({ city, pages }: Frame, visit: Visit, { path, others }: Place): Html {
  const { say, at, language } = visit;
  return html`<header class="top">
<div class="top-line wide">
<a class="brand" href="${at('/')}"><span class="brand-mark" aria-hidden="true"></span><span>${say(city)}<wbr>${language === 'en' && ' '}${say(WORDS.service)}</span></a>
<span class="languages">${others.map(
    ({ lang, name, href }) =>
      html`<a class="language" href="${href}" lang="${lang}" hreflang="${lang}">${name}</a>`,
  )}</span>
</div>
<nav class="wide" aria-label="${say(WORDS.nav)}"><ul>
${pages.map(
  (page) =>
    page.nav &&
    html`<li><a href="${at(page.path || '/')}"${page.path === path && html` aria-current="page"`}>${say(page.nav)}</a></li>`,
)}
</ul></nav>
</header>`;
}

function footerOf({ city }: Frame, { say, at, language }: Visit): Html {
  return html`<footer><div class="wide">
<p class="call"><a href="tel:12328">${say(WORDS.call)}</a></p>
<p>${say(WORDS.emergency)}</p>
<p><a href="${at('/about')}">${say(WORDS.privacy)}</a> · ${say(city)}${language === 'en' && ' '}${say(WORDS.city)}</p>
</div></footer>`;
}
