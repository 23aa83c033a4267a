import { timingSafeEqual } from 'node:crypto';

/** A keyed digest of a text, base64url; `field` makes digests of equal texts for two purposes differ. */
export type Digest = (field: string, text: string) => Promise<string>;

/** Texts that come back from a browser as they were handed out, or not at all. */
export function createSigner(digest: Digest) {
  return {
    /** @param parts joined by dots, so none of them has one */
    async sign(purpose: string, parts: readonly (string | number)[]): Promise<string> {
      const text = parts.join('.');
      return `${text}.${await digest(`site:${purpose}`, text)}`;
    },
    /** The parts of a text that we signed; null for any other. */
    async read(purpose: string, signed: string): Promise<readonly string[] | null> {
      const end = signed.lastIndexOf('.');
      if (end < 0) return null;
      const text = signed.slice(0, end);
      const due = await digest(`site:${purpose}`, text);
      return isSame(signed.slice(end + 1), due) ? text.split('.') : null;
    },
  };
}

export type Signer = ReturnType<typeof createSigner>;

/** Compares without telling by the time it takes how much is right. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
