import type { Session } from '@opentocc/contract';
import type { BrowserContext } from 'playwright-core';
import { firstSignIn } from './first-sign-in.ts';

/** Somebody signed in, who asks without a browser. */
export class Caller {
  #csrf = '';

  constructor(
    readonly url: string,
    /** "tocc_session=…" */
    readonly cookie: string,
  ) {}

  /** Who is signed in at a browser. */
  static async at(url: string, context: BrowserContext): Promise<Caller> {
    const session = (await context.cookies()).find(({ name }) => name === 'tocc_session');
    return new Caller(url, `tocc_session=${session?.value}`);
  }

  /** Signs a browser in as this caller. */
  async enter(context: BrowserContext): Promise<void> {
    const [name, value] = this.cookie.split('=');
    await context.addCookies([{ name, value, url: this.url }]);
  }

  /** @throws Error with the answer when it is not a success. */
  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    if (!this.#csrf && method !== 'GET') this.#csrf = (await this.ask<Session>('GET', '/session')).csrf_token;
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: { cookie: this.cookie, 'x-csrf-token': this.#csrf, 'content-type': 'application/json' },
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }
}

/**
 * Makes an account of the city with a role, by whom it belongs to grant it.
 * @param by makes the account
 * @param grantor grants the role; the system administrator only the first security administrator's
 * @param unit of the account, and within which it holds the role; the whole city without it
 * @returns its one-time password
 */
export async function makeAccount(
  by: Caller,
  grantor: Caller,
  name: string,
  role: string,
  unit: string | null = null,
): Promise<string> {
  const { account, one_time_password } = await by.ask<{ account: { id: number }; one_time_password: string }>(
    'POST',
    '/accounts',
    { name, display_name: name, unit: unit ?? 'city' },
  );
  await grantor.ask('PUT', `/accounts/${account.id}/grants`, [{ role, platform: null, unit }]);
  return one_time_password;
}

/** Makes an account with a role, as {@link makeAccount}, and signs it in. */
export async function appoint(
  by: Caller,
  grantor: Caller,
  name: string,
  role: string,
  unit: string | null = null,
): Promise<Caller> {
  const one_time_password = await makeAccount(by, grantor, name, role, unit);
  return new Caller(by.url, await firstSignIn({ url: by.url, account: name, one_time_password }));
}
