import { timingSafeEqual } from 'node:crypto';
import type { KeyService } from '../../../base/keys/index.ts';

/** Without letters that are taken for figures (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

export type FollowKeys = Pick<KeyService, 'blindIndex'>;

/**
 * The secret by which who asked follows a case: 60 bits of a keyed digest of its id, so that it is nowhere stored, is the
 * same in every message about the case, and a copy of the database gives none away.
 * @param field makes codes of cases and those of what is not a case yet differ
 */
export function createFollowTokens(keys: FollowKeys, field = 'cases:follow') {
  const bare = async (id: number): Promise<string> => {
    const digest = Buffer.from(await keys.blindIndex(field, String(id)), 'base64url');
    return [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte & 31]).join('');
  };
  return {
    /** "K7QM-2XRT-9WHD" */
    tokenOf: async (id: number): Promise<string> => (await bare(id)).replace(/(.{4})(?=.)/g, '$1-'),
    /** @param given as somebody typed it: in capitals or not, with or without its lines, O for 0 and l for 1 */
    async isTokenOf(id: number, given: string): Promise<boolean> {
      const read = given.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
      const [a, b] = [Buffer.from(read), Buffer.from(await bare(id))];
      return a.length === b.length && timingSafeEqual(a, b);
    },
  };
}

export type FollowTokens = ReturnType<typeof createFollowTokens>;
