import type { Session } from '@opentocc/contract';

const PASSWORD = 'Kill-Nine-of-the-City-9';

export interface FirstAccount {
  readonly url: string;
  readonly account: string;
  readonly one_time_password: string;
}

/**
 * Signs the first administrator in and changes the one-time password.
 * @returns the session's cookie; it outlives a restart of the platform.
 */
export async function firstSignIn({ url, account, one_time_password }: FirstAccount): Promise<string> {
  const opened = await post(`${url}/api/v1/session`, { account, password: one_time_password });
  const { csrf_token } = (await opened.json()) as Session;
  const changed = await post(
    `${url}/api/v1/session/password`,
    { current: one_time_password, next: PASSWORD },
    { cookie: cookieOf(opened), 'x-csrf-token': csrf_token },
  );
  return cookieOf(changed);
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
