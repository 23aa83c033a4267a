import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import type { DetectorStore } from './store.ts';

/** A secret has 256 random bits: nobody guesses it, and a fast hash of it tells nothing. */
const SECRET_BYTES = 32;

export interface SecretsDeps {
  readonly store: Pick<DetectorStore, 'listSecrets' | 'saveSecret'>;
  readonly clock: Clock;
  readonly random: (bytes: number) => Buffer;
}

/** What sources sign in with: hashes in memory, in step with the database. */
export async function openSecrets({ store, clock, random }: SecretsDeps) {
  const hashes = new Map((await store.listSecrets()).map(({ source, secret_hash }) => [source, secret_hash]));
  return {
    has: (source: number): boolean => hashes.has(source),
    proves(source: number, secret: string): boolean {
      const known = hashes.get(source);
      return known !== undefined && timingSafeEqual(known, hashOf(secret));
    },
    /** Makes a new secret; the one before ends with it. */
    async renew(source: number): Promise<string> {
      const secret = random(SECRET_BYTES).toString('base64url');
      await store.saveSecret(source, hashOf(secret), clock.now());
      hashes.set(source, hashOf(secret));
      return secret;
    },
  };
}

export type Secrets = Awaited<ReturnType<typeof openSecrets>>;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
