import type { DeclaredTrip, TripPermit } from '@opentocc/contract';
import { clockText, type PortState, portName, portShut } from '@opentocc/core/freight';
import { traditional } from '@opentocc/core/text';
import { type Html, html } from '../../citizen/site/index.ts';
import { CLASS_WORDS, DIRECTION_WORDS, STATE_WORDS } from './words.ts';

/** Writings of the page: a driver of Hong Kong reads traditional Chinese. */
export const PAGE_LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

const NAMES: Readonly<Record<PageLanguage, string>> = { 'zh-Hans': '简体', 'zh-Hant': '繁體', en: 'English' };

/** What a driver sees. */
export interface DriverView {
  readonly trip: DeclaredTrip;
  readonly permit: TripPermit | null;
  /** Names of ports and places by code. */
  readonly nameOf: (code: string) => { readonly zh: string; readonly en: string };
  readonly ports: readonly PortState[];
  readonly now_ms: number;
}

/** The one that is asked for, or the first that a browser prefers. */
export function pageLanguage(asked: string | undefined, accepts: string | undefined): PageLanguage {
  const known = PAGE_LANGUAGES.find((one) => one === asked);
  if (known) return known;
  const first = (accepts ?? '').split(',')[0].trim().toLowerCase();
  if (/^zh(-hant|-hk|-tw|-mo)/.test(first)) return 'zh-Hant';
  return first === '' || first.startsWith('zh') ? 'zh-Hans' : 'en';
}

type Say = (text: { readonly zh: string; readonly en: string }) => string;

const sayIn =
  (language: PageLanguage): Say =>
  ({ zh, en }) =>
    language === 'en' ? en : language === 'zh-Hant' ? traditional(zh) : zh;

/** The permit with its code, large; then slot, port and where to go next. Complete without a script, readable at arm's length. */
export function driverPage(language: PageLanguage, view: DriverView): string {
  const say = sayIn(language);
  const { trip, permit, now_ms } = view;
  return documentOf(language, say(T.title), [
    html`<h1>${say(T.title)}</h1><p class="plate">${[trip.plate, trip.plate_abroad].filter(Boolean).join(' / ')}</p>`,
    stateLine(say, trip, permit),
    permit?.state === 'valid' || permit?.state === 'early' ? codeOf(permit) : html``,
    factsOf(say, view),
    html`<p class="hint">${say(T.seen)} ${clockText(now_ms)}. ${say(T.reload)}</p>`,
  ]);
}

/** What stands where a link is over. */
export const overPage = (language: PageLanguage): string => {
  const say = sayIn(language);
  return documentOf(language, say(T.over), [html`<h1>${say(T.over)}</h1><p>${say(T.over_hint)}</p>`]);
};

function stateLine(say: Say, trip: DeclaredTrip, permit: TripPermit | null): Html {
  if (permit?.state === 'valid')
    return html`<p class="state good">${say(T.valid)} ${clockText(permit.to_ms)}</p>`;
  if (permit?.state === 'early')
    return html`<p class="state">${say(T.early)} ${clockText(permit.from_ms)}</p>`;
  const why = permit?.revoked?.cause ?? trip.cause;
  return html`<p class="state bad">${say(STATE_WORDS[trip.state])}${why && html`: ${say(why)}`}</p>`;
}

/** The image comes as data, so that the page is one request on a bad net. */
function codeOf({ svg, number }: TripPermit): Html {
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return html`<figure><img src="${image}" alt="${number}"><figcaption>${number}</figcaption></figure>`;
}

function factsOf(say: Say, { trip, nameOf, ports, now_ms }: DriverView): Html {
  const next = nextOf(trip, now_ms);
  const [{ port, direction }] = trip.crossings;
  const shut = portShut(ports, { port, direction, at_ms: now_ms }, trip.class);
  const rows: (readonly [string, string])[] = [
    [say(T.trip), trip.id],
    [say(T.truck), say(CLASS_WORDS[trip.class])],
    [
      say(T.slot),
      trip.slot
        ? `${clockText(trip.slot.from_ms)}–${clockText(trip.slot.from_ms + 3_600_000).slice(11)}`
        : '—',
    ],
    ...trip.crossings.map(
      (one) =>
        [say(DIRECTION_WORDS[one.direction]), `${say(portName(one.port))} ${clockText(one.at_ms)}`] as const,
    ),
    [say(T.next), next ? `${say(nameOf(next.code))} ${clockText(next.at_ms)}` : '—'],
    [say(portName(port)), say(shut === null ? T.open : (shut.state?.reason ?? T.shut))],
  ];
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** Where it is to be next, by what was declared. */
function nextOf({ crossings, stops }: DeclaredTrip, now_ms: number) {
  const all = [
    ...crossings.map(({ port, at_ms }) => ({ code: port, at_ms })),
    ...stops.map(({ code, from_ms }) => ({ code, at_ms: from_ms })),
  ].sort((a, b) => a.at_ms - b.at_ms);
  return all.find(({ at_ms }) => at_ms >= now_ms);
}

const STYLE = html`:root{color-scheme:light dark;font:18px/1.5 system-ui,"Noto Sans SC","Noto Sans TC",sans-serif}
body{margin:0 auto;max-width:32rem;padding:0 16px 32px}h1{font-size:1.4rem;margin:.6rem 0 0}
.plate{font-size:2rem;font-weight:700;margin:.2rem 0}.state{font-size:1.2rem;font-weight:600;padding:.6rem .8rem;border:3px solid}
.good{border-color:#1a7f37}.bad{border-color:#cf222e}figure{margin:0;text-align:center;background:#fff;color:#000;padding:8px}
img{width:100%;max-width:26rem;image-rendering:pixelated}dl{display:grid;grid-template-columns:auto 1fr;gap:.3rem 1rem}
dt{opacity:.75}dd{margin:0;font-weight:600}nav{display:flex;gap:1rem;padding:.8rem 0}nav a{padding:.4rem 0;min-width:44px}.hint{opacity:.75}`;

function documentOf(language: PageLanguage, title: string, parts: readonly Html[]): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<nav>${PAGE_LANGUAGES.map((one) =>
    one === language
      ? html`<span lang="${one}" aria-current="true">${NAMES[one]}</span>`
      : html`<a href="?lang=${one}" lang="${one}" hreflang="${one}">${NAMES[one]}</a>`,
  )}</nav>
<main>${parts}</main>
</body>
</html>
`.toString();
}

const T = {
  title: { zh: '通行凭证', en: 'Permit' },
  valid: { zh: '有效，至', en: 'Good until' },
  early: { zh: '尚未生效，自', en: 'Not yet; from' },
  trip: { zh: '车次', en: 'Trip' },
  truck: { zh: '车型', en: 'Vehicle' },
  slot: { zh: '预约时段', en: 'Slot' },
  next: { zh: '下一站', en: 'Next' },
  open: { zh: '口岸开放', en: 'open now' },
  shut: { zh: '口岸现不开放', en: 'shut now' },
  seen: { zh: '页面时间', en: 'As of' },
  reload: { zh: '刷新可查看最新状态', en: 'Reload for the present state' },
  over: { zh: '链接已失效', en: 'This link is over' },
  over_hint: { zh: '请向企业索取新的链接。', en: 'Ask your firm for a new one.' },
} as const;
