import { createHash, randomBytes } from 'node:crypto';
import { HOUR_MS } from '@opentocc/core/time';
import { type Counter, createCounter } from './counter.ts';
import type { Signer } from './signer.ts';

/** Bits of work at the limit: some 65,000 digests, under a second on a phone; each doubling beyond it adds one. */
const LEAST_BITS = 16;
const MOST_BITS = 22;
const VALID_MS = HOUR_MS;

/** What a browser without script waits instead. One address is let through so once in this time. */
export const WAIT_S = 20;

export interface Challenge {
  /** Signed: what is to be worked on, and since when. */
  readonly token: string;
  readonly bits: number;
}

/**
 * Our own challenge, without pictures or sounds: the script of the page finds a number whose digest begins with zeros
 * (proof of work, Dwork & Naor 1992; hashcash). Whoever has no script waits, and says so by pressing the button again.
 */
export function createChallenges(signer: Signer, now: () => number) {
  const used = createCounter(now);
  const waited = createCounter(now);
  return {
    /** @param over how many times the limit has been reached, 1 at the limit */
    async make(over: number, address: string): Promise<Challenge> {
      const bits = Math.min(MOST_BITS, LEAST_BITS + Math.floor(Math.log2(Math.max(1, over))));
      const nonce = randomBytes(12).toString('base64url');
      return { token: await signer.sign('challenge', [nonce, bits, now(), digestOf(address)]), bits };
    },
    /** Whether it was met, by work or by waiting. Each is good once. */
    async isMet(token: string, solution: string, address: string): Promise<boolean> {
      const [nonce, bits, at_ms, of] = (await signer.read('challenge', token)) ?? [];
      const age_ms = now() - Number(at_ms);
      if (nonce === undefined || of !== digestOf(address) || age_ms > VALID_MS || used.read(nonce) > 0)
        return false;
      const met = isSolved(nonce, solution, Number(bits)) || hasWaited(waited, address, age_ms);
      if (met) used.add(nonce, VALID_MS);
      return met;
    },
  };
}

export type Challenges = ReturnType<typeof createChallenges>;

/** Whether SHA-256 of "nonce:solution" begins with at least that number of zero bits; the script of the site looks for it. */
function isSolved(nonce: string, solution: string, bits: number): boolean {
  if (!/^\d{1,12}$/.test(solution)) return false;
  const digest = createHash('sha256').update(`${nonce}:${solution}`).digest();
  return digest.readUInt32BE(0) >>> (32 - bits) === 0;
}

/** Of many challenges that one address gathers at once, waiting meets one. */
function hasWaited(waited: Counter, address: string, age_ms: number): boolean {
  if (age_ms < WAIT_S * 1000 || waited.read(address) > 0) return false;
  waited.add(address, WAIT_S * 1000);
  return true;
}

/** Addresses stand in no page, not even signed. */
const digestOf = (address: string): string =>
  createHash('sha256').update(`challenge ${address}`).digest('base64url').slice(0, 12);
