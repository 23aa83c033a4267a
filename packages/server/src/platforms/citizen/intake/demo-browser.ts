import { setTimeout as sleep } from 'node:timers/promises';
import { shownForms } from '../site/index.ts';

/** How often somebody presses the button again before they give up: one address is let through once in that time. */
const TRIES = 4;

export interface SitePage {
  readonly status: number;
  readonly text: string;
  /** Where the browser is led; null where it stays. */
  readonly to: string | null;
}

export interface SentPhoto {
  readonly name: string;
  readonly content: Uint8Array;
}

type Values = Readonly<Record<string, string>>;

/** A browser with cookies and without script, at the citizens' site: all that it knows of it are its pages. */
export class DemoBrowser {
  readonly #cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly signal: AbortSignal,
    /** A little longer than the site asks a browser without script to. */
    private readonly wait: () => Promise<unknown> = () => sleep(22_000, undefined, { signal }),
  ) {}

  get = (path: string): Promise<SitePage> => this.#ask(path, { method: 'GET' });

  /**
   * Fills in the form of a page and sends it; where one more step is asked for it waits, and presses the button again.
   * @param to where that form of the page is sent, without its query
   * @returns the last answer, whatever it is
   */
  async send(
    page: SitePage,
    to: string,
    values: Values,
    photos: readonly SentPhoto[] = [],
  ): Promise<SitePage> {
    let done = await this.#post(page, to, values, photos);
    for (let tried = 1; tried < TRIES && /name="challenge"/.test(done.text); tried++) {
      await this.wait();
      // What was sent once waits at the site, in the form that is shown again.
      done = await this.#post(done, to, values, []);
    }
    return done;
  }

  async #post(page: SitePage, to: string, values: Values, photos: readonly SentPhoto[]): Promise<SitePage> {
    const form = shownForms(page.text).find(({ action }) => action.split('?')[0] === to);
    if (!form) throw new Error(`the page of the site has no form for ${to}: ${page.status}`);
    const body = new FormData();
    for (const [name, value] of form.fields) if (!Object.hasOwn(values, name)) body.append(name, value);
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    for (const { name, content } of photos) body.append('files', new Blob([Buffer.from(content)]), name);
    return this.#ask(form.action, { method: 'POST', body });
  }

  async #ask(
    path: string,
    init: { readonly method: 'GET' | 'POST'; readonly body?: FormData },
  ): Promise<SitePage> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.url}${path}`, {
      ...init,
      redirect: 'manual',
      signal: this.signal,
      headers: { origin: this.url, ...(cookie && { cookie }) },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value) this.#cookies.set(name, decodeURIComponent(value));
      else this.#cookies.delete(name);
    }
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
  }
}
