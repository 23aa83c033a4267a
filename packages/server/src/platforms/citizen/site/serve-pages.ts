import type { Language } from '@opentocc/contract';
import { traditional } from '@opentocc/core/text';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, kitErrors } from '../../../kit/errors.ts';
import type { Http } from '../../../kit/http-server.ts';
import { say } from '../../../kit/i18n.ts';
import type { Logger } from '../../../kit/log.ts';
import type { FormAnswers } from './answer-form.ts';
import { siteErrors } from './errors.ts';
import { html } from './html.ts';
import { documentOf, type Frame } from './layout.ts';
import type { Download, Page, SetCookie, View, Visit } from './page.ts';
import { type Answer, isDownload, isRedirect } from './page.ts';
import { acceptForms } from './read-form.ts';
import { WORDS } from './words.ts';

export const ROOT = '/service';
/** How a page is read: its language, and where such pages stand. */
interface Reading {
  readonly language: Language;
  readonly traditional: boolean;
  readonly prefix: string;
  /** As HTML names it, and as it names itself. */
  readonly lang: string;
  readonly name: string;
}
const CHINESE: Reading = {
  ...{ language: 'zh', traditional: false, prefix: ROOT, lang: 'zh-CN', name: '中文' },
};
const ENGLISH: Reading = {
  ...{ language: 'en', traditional: false, prefix: `${ROOT}/en`, lang: 'en', name: 'English' },
};
const TRADITIONAL: Reading = {
  ...{ language: 'zh', traditional: true, prefix: `${ROOT}/hant`, lang: 'zh-HK', name: '繁體' },
};
const READINGS = [CHINESE, ENGLISH, TRADITIONAL] as const;
/** Requests of one address in a minute: whole streets share one of a mobile network. */
const PER_MINUTE = 1_200;

/**
 * Stricter than the console's: no styles within the page. The page says its own address to itself alone (`same-origin`):
 * with `no-referrer` browsers would send their forms with the origin `null`, which is that of a forger.
 */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), payment=(), geolocation=(self)',
  'cache-control': 'no-store',
};

export interface PagesDeps {
  readonly frame: Frame;
  readonly pages: readonly Page[];
  readonly forms: FormAnswers;
  readonly now: () => number;
  /** Browsers come by https: cookies go by nothing else. */
  readonly secure: boolean;
  readonly log: Logger;
}

/** Puts the pages on the server, each in both languages and some in traditional letters, and a page for every address of the site that there is not. */
export function mountPages(http: Http, deps: PagesDeps): void {
  void http.register(async (scope) => {
    const site = scope as unknown as FastifyInstance;
    await acceptForms(site);
    site.setErrorHandler((error: FastifyError, request, reply) => fail(deps, error, request, reply));
    for (const reading of READINGS) {
      for (const page of deps.pages) if (isRead(page, reading)) mountPage(site, deps, page, reading);
      site.get(`${reading.prefix}/*`, options(), async (request) => {
        throw kitErrors.not_found({ what: request.url });
      });
    }
  });
}

const isRead = (page: Pick<Page, 'traditional'>, { traditional: asks }: Reading): boolean =>
  !asks || page.traditional === true;

const options = () => ({
  schema: { hide: true },
  // What is sent by a form is on record in the module that takes it: nobody of ours does it.
  config: { authority: 'public', audit: 'own', rateLimit: { max: PER_MINUTE } } as const,
});

function mountPage(site: FastifyInstance, deps: PagesDeps, page: Page, reading: Reading): void {
  const url = `${reading.prefix}${page.path}`;
  const { form } = page;
  for (const each of page.path === '' ? [url, `${url}/`] : [url])
    site.get(each, options(), async (request, reply) => {
      const visit = visitOf(deps, request, reading);
      return answer(deps, request, reply, { visit, reading, page }, await deps.forms.show(page, visit));
    });
  if (form)
    site.post(url, options(), async (request, reply) => {
      const visit = visitOf(deps, request, reading);
      const taken = await deps.forms.take(page, form, visit, request);
      return answer(deps, request, reply, { visit, reading, page }, taken);
    });
}

function visitOf({ now, pages }: PagesDeps, request: FastifyRequest, reading: Reading): Visit {
  const query = firstOf(request.query as Readonly<Record<string, unknown>>);
  const embedded = query.view === 'embed';
  const { language, traditional: asks } = reading;
  return {
    ...{ language, traditional: asks, embedded, query },
    params: (request.params ?? {}) as Record<string, string>,
    now_ms: now(),
    say: (text, params) => (asks ? traditional(say(text, language, params)) : say(text, language, params)),
    at: (path) => addressOf(path, readingAt(pages, path, reading), embedded),
    cookie: (name) => request.cookies[name],
  };
}

/** Who reads traditional letters comes to simplified ones where a page has no others. */
function readingAt(pages: readonly Page[], to: string, reading: Reading): Reading {
  const [path] = to.split(/[?#]/);
  const page = pages.find((one) => one.path === (path === '/' ? '' : path));
  return page !== undefined && isRead(page, reading) ? reading : reading.traditional ? CHINESE : reading;
}

function addressOf(path: string, { prefix }: Reading, embedded: boolean): string {
  const [, plain, rest = ''] = /^([^#]*)(#.*)?$/.exec(path) ?? [];
  const whole = `${prefix}${plain === '/' ? '' : plain}`;
  return `${whole}${embedded ? `${whole.includes('?') ? '&' : '?'}view=embed` : ''}${rest}`;
}

/** A name that comes several times counts by its first value. */
function firstOf(query: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String([value].flat()[0])]));
}

/** Whose answer is sent, and how it is read. */
interface Shown {
  readonly visit: Visit;
  readonly reading: Reading;
  readonly page: Pick<Page, 'path' | 'traditional'>;
}

function answer(
  deps: PagesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { visit, reading, page }: Shown,
  shown: Answer,
): FastifyReply {
  void reply.headers(HEADERS);
  if (isDownload(shown)) return sendFile(reply, shown);
  if (shown.secret_address) void reply.header('referrer-policy', 'no-referrer');
  setCookies(reply, shown.cookies ?? [], deps.secure);
  if (isRedirect(shown)) return reply.redirect(visit.at(shown.go), 303);
  // The address of a form that was sent has no page for GET with what was typed: the other reading begins there again.
  const rest = request.url.slice(reading.prefix.length);
  const others = READINGS.filter((one) => one !== reading && isRead(page, one)).map(
    ({ prefix, lang, name }) => ({ lang, name, href: `${prefix}${rest}` }),
  );
  const place = { path: page.path, lang: reading.lang, others };
  return reply
    .status(shown.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(documentOf(deps.frame, visit, place, shown).toString());
}

function sendFile(reply: FastifyReply, { file }: Download): FastifyReply {
  return reply
    .type(file.media)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(Buffer.from(file.content));
}

function setCookies(reply: FastifyReply, cookies: readonly SetCookie[], secure: boolean): void {
  // Lax and not strict: a link in a message is opened from another application and must find the cookie.
  const bounds = { path: ROOT, httpOnly: true, sameSite: 'lax', secure } as const;
  for (const { name, value } of cookies)
    if (value === null) void reply.clearCookie(name, bounds);
    else void reply.setCookie(name, value, bounds);
}

/** Whatever goes wrong is said on a page of the site. The log has the route and not the address, in which a secret may stand. */
function fail(deps: PagesDeps, thrown: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const isOf = ({ prefix }: Reading) => request.url.startsWith(`${prefix}/`) || request.url === prefix;
  const reading = [ENGLISH, TRADITIONAL].find(isOf) ?? CHINESE;
  const visit = visitOf(deps, request, reading);
  const error = errorOf(thrown);
  request.error_code = error.code;
  if (error.status >= 500)
    deps.log.error(
      { err: thrown, request_id: request.id, route: request.routeOptions.url },
      'page of the citizens’ site failed',
    );
  if (error.retry_after_s !== undefined) void reply.header('retry-after', error.retry_after_s);
  const shown = { visit, reading, page: { path: '' } };
  return answer(deps, request, reply, shown, failureView(visit, error, request.id));
}

function errorOf(thrown: FastifyError): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown.statusCode === 413) return siteErrors.too_long();
  if (thrown.statusCode === 429) return kitErrors.too_many();
  if (thrown.statusCode !== undefined && thrown.statusCode < 500) return siteErrors.unreadable();
  return kitErrors.internal();
}

function failureView({ say: words, at, language }: Visit, error: AppError, request_id: string): View {
  const missing = error.status === 404;
  const title = words(missing ? WORDS.missing_title : WORDS.failed_title);
  const text = missing ? words(WORDS.missing) : error.in(language);
  const body = html`<h1>${title}</h1>
<p class="lead">${text}</p>
${error.status >= 500 && html`<p class="hint">${request_id}</p>`}
<p><a class="button" href="${at('/')}">${words(WORDS.home)}</a></p>`;
  return { title, body, status: error.status };
}
