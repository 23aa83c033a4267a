import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '@opentocc/contract';
import { TOTP } from 'otpauth';
import type { DemoOperator } from '../kit/demo.ts';

/** Waits for one answer; each is a minute at most. */
const MOST_WAITS = 5;

export interface OperatorAccount {
  /** Base URL of the API's server. */
  readonly url: string;
  readonly account: string;
  readonly password: string;
}

/** A program that signs in over HTTP and calls the interface as any other does. */
export class HttpOperator implements DemoOperator {
  readonly #url: string;
  #cookie = '';
  #csrf = '';

  private constructor(url: string) {
    this.#url = url;
  }

  /** Signs in, and sets up a second factor where the rules ask for one. */
  static async signIn({ url, ...credentials }: OperatorAccount): Promise<HttpOperator> {
    const operator = new HttpOperator(url);
    const session = await operator.#open(credentials);
    if (session.must_enrol_second_factor) await operator.#enrolSecondFactor();
    return operator;
  }

  async call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> {
    const answer = await this.#fetch(method, path, body);
    // What leaves nothing to say has no body.
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  async signOut(): Promise<void> {
    await this.#fetch('DELETE', '/session');
  }

  async #open(credentials: object): Promise<Session> {
    const answer = await this.#fetch('POST', '/session', credentials);
    this.#cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    const session = (await answer.json()) as Session;
    this.#csrf = session.csrf_token;
    return session;
  }

  async #enrolSecondFactor(): Promise<void> {
    const { secret } = await this.call<{ secret: string }>('POST', '/session/second-factor');
    await this.#fetch('POST', '/session/second-factor/confirmation', {
      code: new TOTP({ secret }).generate(),
    });
  }

  /** Waits as long as the platform asks for where it is asked too often, as whoever works there does. */
  async #fetch(method: string, path: string, body?: object): Promise<Response> {
    for (let waits = 0; ; waits++) {
      const answer = await this.#send(method, path, body);
      if (answer.ok) return answer;
      const text = await answer.text();
      if (answer.status !== 429 || waits === MOST_WAITS)
        throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
      await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
    }
  }

  #send(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.#url}/api/v1${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: {
        ...(this.#cookie && { cookie: this.#cookie, 'x-csrf-token': this.#csrf }),
        ...(body && { 'content-type': 'application/json' }),
      },
    });
  }
}
