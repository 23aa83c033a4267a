import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EndpointDigest } from '@opentocc/contract';
import { hmacSm3 } from '../../kit/sm.ts';

/** What a posting is signed over: its id, when, and what it says (as Standard Webhooks do). */
export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly at_s: number;
  readonly body: string;
}

/** "v1,…" for HMAC-SHA256, "sm3,…" for HMAC-SM3; base64. */
export function signatureOf(digest: EndpointDigest, secret: string, { id, at_s, body }: Signed): string {
  const text = `${id}.${at_s}.${body}`;
  return digest === 'sha256'
    ? `v1,${createHmac('sha256', secret).update(text).digest('base64')}`
    : `sm3,${hmacSm3(Buffer.from(secret), text).toString('base64')}`;
}

/** Headers of a signed posting; the id is the same in every attempt, so that the other side can take it once. */
export function signedHeaders(
  digest: EndpointDigest,
  secret: string,
  signed: Signed,
): Record<string, string> {
  return {
    'webhook-id': signed.id,
    'webhook-timestamp': String(signed.at_s),
    'webhook-signature': signatureOf(digest, secret, signed),
  };
}

export function proves(secret: string, signed: Signed, signature: string): boolean {
  const digest: EndpointDigest = signature.startsWith('sm3,') ? 'sm3' : 'sha256';
  const [given, own] = [Buffer.from(signature), Buffer.from(signatureOf(digest, secret, signed))];
  return given.length === own.length && timingSafeEqual(given, own);
}
