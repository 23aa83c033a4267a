import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';

type Answer = Awaited<ReturnType<Browser['ask']>>;

/**
 * Makes each call in the name of somebody who may: of who was allowed the last call of the route, else of the first of
 * all who is not refused.
 */
export function asWhoMay(everybody: readonly Browser[]) {
  const allowed = new Map<string, Browser>();
  /** @param route of which `ask` makes a call. @throws Error when all are refused */
  return async (route: string, ask: (browser: Browser) => Promise<Answer>): Promise<Answer> => {
    const first = allowed.get(route);
    const rest = everybody.filter((browser) => browser !== first);
    for (const browser of first ? [first, ...rest] : rest) {
      const answer = await ask(browser);
      if (answer.body.code === 'kit.forbidden') continue;
      allowed.set(route, browser);
      return answer;
    }
    throw new Error(`nobody may ${route}`);
  };
}
