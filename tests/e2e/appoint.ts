import type { Session } from '@opentocc/contract';
import { firstSignIn } from './first-sign-in.ts';

/** Somebody signed in, who asks without a browser. */
export class Caller {
  #csrf = '';

  constructor(
    readonly url: string,
    /** "tocc_session=…" */
    readonly cookie: string,
  ) {}

  /** @throws Error with the answer when it is not a success. */
  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    if (!this.#csrf && method !== 'GET') this.#csrf = (await this.ask<Session>('GET', '/session')).csrf_token;
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: { cookie: this.cookie, 'x-csrf-token': this.#csrf, 'content-type': 'application/json' },
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

/**
 * Makes an account of the city with a role, by whom it belongs to grant it, and signs it in.
 * @param by makes the account
 * @param grantor grants the role; the system administrator only the first security administrator's
 */
export async function appoint(by: Caller, grantor: Caller, name: string, role: string): Promise<Caller> {
  const { account, one_time_password } = await by.ask<{ account: { id: number }; one_time_password: string }>(
    'POST',
    '/accounts',
    { name, display_name: name, unit: 'city' },
  );
  await grantor.ask('PUT', `/accounts/${account.id}/grants`, [{ role, platform: null, unit: null }]);
  return new Caller(by.url, await firstSignIn({ url: by.url, account: name, one_time_password }));
}
