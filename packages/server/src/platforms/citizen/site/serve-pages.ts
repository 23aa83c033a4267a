import type { Language } from '@opentocc/contract';
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
/** Where the pages of each language stand. */
const PREFIX = { zh: ROOT, en: `${ROOT}/en` } as const satisfies Record<Language, string>;
const LANGUAGES = ['zh', 'en'] as const;
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

/** Puts the pages on the server, each in both languages, and a page for every address of the site that there is not. */
export function mountPages(http: Http, deps: PagesDeps): void {
  void http.register(async (scope) => {
    const site = scope as unknown as FastifyInstance;
    await acceptForms(site);
    site.setErrorHandler((error: FastifyError, request, reply) => fail(deps, error, request, reply));
    for (const language of LANGUAGES) {
      for (const page of deps.pages) mountPage(site, deps, page, language);
      site.get(`${PREFIX[language]}/*`, options(), async (request) => {
        throw kitErrors.not_found({ what: request.url });
      });
    }
  });
}

const options = () => ({
  schema: { hide: true },
  // What is sent by a form is on record in the module that takes it: nobody of ours does it.
  config: { authority: 'public', audit: 'own', rateLimit: { max: PER_MINUTE } } as const,
});

function mountPage(site: FastifyInstance, deps: PagesDeps, page: Page, language: Language): void {
  const url = `${PREFIX[language]}${page.path}`;
  const { form } = page;
  for (const each of page.path === '' ? [url, `${url}/`] : [url])
    site.get(each, options(), async (request, reply) => {
      const visit = visitOf(deps, request, language);
      return answer(deps, request, reply, visit, page, await deps.forms.show(page, visit));
    });
  if (form)
    site.post(url, options(), async (request, reply) => {
      const visit = visitOf(deps, request, language);
      return answer(deps, request, reply, visit, page, await deps.forms.take(page, form, visit, request));
    });
}

function visitOf({ now }: PagesDeps, request: FastifyRequest, language: Language): Visit {
  const query = firstOf(request.query as Readonly<Record<string, unknown>>);
  const embedded = query.view === 'embed';
  return {
    ...{ language, embedded, query, params: (request.params ?? {}) as Record<string, string> },
    now_ms: now(),
    say: (text, params) => say(text, language, params),
    at: (path) => addressOf(path, language, embedded),
    cookie: (name) => request.cookies[name],
  };
}

function addressOf(path: string, language: Language, embedded: boolean): string {
  const [, plain, rest = ''] = /^([^#]*)(#.*)?$/.exec(path) ?? [];
  const whole = `${PREFIX[language]}${plain === '/' ? '' : plain}`;
  return `${whole}${embedded ? `${whole.includes('?') ? '&' : '?'}view=embed` : ''}${rest}`;
}

/** A name that comes several times counts by its first value. */
function firstOf(query: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String([value].flat()[0])]));
}

function answer(
  deps: PagesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  page: Pick<Page, 'path'>,
  shown: Answer,
): FastifyReply {
  void reply.headers(HEADERS);
  if (isDownload(shown)) return sendFile(reply, shown);
  if (shown.secret_address) void reply.header('referrer-policy', 'no-referrer');
  setCookies(reply, shown.cookies ?? [], deps.secure);
  if (isRedirect(shown)) return reply.redirect(visit.at(shown.go), 303);
  const other = visit.language === 'zh' ? 'en' : 'zh';
  // The address of a form that was sent has no page for GET with what was typed: the other language begins there again.
  const rest = request.url.slice(PREFIX[visit.language].length);
  const place = { path: page.path, other_language: `${PREFIX[other]}${rest}` };
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
  const language = request.url.startsWith(`${PREFIX.en}/`) || request.url === PREFIX.en ? 'en' : 'zh';
  const visit = visitOf(deps, request, language);
  const error = errorOf(thrown);
  request.error_code = error.code;
  if (error.status >= 500)
    deps.log.error(
      { err: thrown, request_id: request.id, route: request.routeOptions.url },
      'page of the citizens’ site failed',
    );
  if (error.retry_after_s !== undefined) void reply.header('retry-after', error.retry_after_s);
  return answer(deps, request, reply, visit, { path: '' }, failureView(visit, error, request.id));
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
