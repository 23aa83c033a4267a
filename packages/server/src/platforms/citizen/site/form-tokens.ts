import { randomBytes } from 'node:crypto';
import { HOUR_MS } from '@opentocc/core/time';
import type { Signer } from './signer.ts';

/** How long a form may stand open. After it nothing typed is lost: it is shown again to be sent once more. */
const VALID_MS = 24 * HOUR_MS;

/**
 * Anti-forgery tokens: signed, bound to a time and to the cookie of the browser (double submit), one for each form that is
 * shown. Another site can read neither the cookie nor the page.
 */
export function createFormTokens(signer: Signer, now: () => number) {
  return {
    /** @param browser value of the cookie */
    make: (browser: string): Promise<string> =>
      signer.sign('form', [browser, now(), randomBytes(12).toString('base64url')]),
    /** The key of the form that was sent; null where it is forged, of another browser or too old. */
    async keyOf(token: string, browser: string | undefined): Promise<string | null> {
      const [of, at_ms, key] = (await signer.read('form', token)) ?? [];
      const age_ms = now() - Number(at_ms);
      return browser !== undefined && of === browser && age_ms >= 0 && age_ms <= VALID_MS ? key : null;
    },
  };
}

export type FormTokens = ReturnType<typeof createFormTokens>;

export const newBrowser = (): string => randomBytes(16).toString('base64url');
