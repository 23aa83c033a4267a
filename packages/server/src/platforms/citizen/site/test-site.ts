import type { InjectOptions } from 'fastify';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import { startIdentity } from '../../../base/accounts/test-identity.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import type { Http } from '../../../kit/http-server.ts';
import { createLog } from '../../../kit/log.ts';
import type { Page } from './page.ts';
import { createSite } from './service.ts';
import { shownForms } from './shown-form.ts';

/** The site with pages of a test, on a database of its own and a clock that tests turn. */
export async function startSite(pagesOf: (site: ReturnType<typeof createSite>) => readonly Page[]) {
  const identity = await startIdentity();
  const { db, clock, keys, http } = identity;
  const site = createSite({
    ...{ clock, log: createLog('silent'), city: { zh: '深圳', en: 'Shenzhen' }, secure: false },
    assets: { style: '/assets/site.css', script: '/assets/site.js' },
    digest: (field, text) => keys.blindIndex(field, text),
    attachments: createAttachments({ db, images: createImageCleaner() }),
  });
  site.pages.add(...pagesOf(site));
  site.served.mount(http);
  return { ...identity, visitor: (address?: string) => new Visitor(http, address) };
}

type Values = Readonly<Record<string, string>>;

export interface SentFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Somebody with a browser that has cookies and no script. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly http: Http,
    private readonly address = '10.7.0.1',
  ) {}

  get = (url: string) => this.#ask({ method: 'GET', url });

  /** Fills in the form of a page that was shown and sends it: what is hidden in it goes along, as from a browser. */
  async send(page: { readonly text: string }, values: Values, files: readonly SentFile[] = [], nth = 0) {
    const { action, fields } = shownForms(page.text)[nth];
    const hidden = fields.filter(([name]) => !Object.hasOwn(values, name));
    return this.post(action, [...hidden, ...Object.entries(values)], files);
  }

  async post(url: string, fields: readonly (readonly [string, string])[], files: readonly SentFile[] = []) {
    if (files.length === 0)
      return this.#ask({
        ...{ method: 'POST', url, payload: new URLSearchParams(fields.map(([k, v]) => [k, v])).toString() },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    for (const { name, content } of files) form.append('files', new Blob([Buffer.from(content)]), name);
    const body = new Response(form);
    return this.#ask({
      ...{ method: 'POST', url, payload: Buffer.from(await body.arrayBuffer()) },
      headers: { 'content-type': body.headers.get('content-type') ?? '' },
    });
  }

  async #ask({ headers, ...options }: InjectOptions) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.http.inject({
      ...options,
      remoteAddress: this.address,
      headers: { ...headers, ...(cookie && { cookie }) },
    });
    for (const { name, value } of answer.cookies)
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      to: answer.headers.location,
    };
  }
}
