import fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { type Permit, permitBody, permitText, readPermit, signedBytes, verifyPermit } from './index.ts';

const PAIR = { private_key: '0b'.repeat(32), public_key: '' };
PAIR.public_key = sm2.getPublicKeyFromPrivateKey(PAIR.private_key);
const KEY = 'freight-permit-0a1b2c3d4e5f';
const NOW_MS = Date.parse('2026-11-28T09:20:00+08:00');

const PERMIT: Permit = {
  ...{ number: 'P20261128-00012-1', trip: 'T20261128-00012', plates: ['粤ZA123港', 'AB1234'] },
  ...{ places: ['liantang', 'S001'], from_ms: NOW_MS - 3_600_000, to_ms: NOW_MS + 3_600_000 },
  regimes: ['normal/3'],
};
const textOf = (permit: Permit, key = KEY): string => {
  const body = permitBody(permit);
  const signature = sm2.doSignature(signedBytes(body), PAIR.private_key, {
    ...{ hash: true, publicKey: PAIR.public_key, userId: '1234567812345678' },
  });
  return permitText(key, body, Buffer.from(signature, 'hex'));
};
const TEXT = textOf(PERMIT);
const TRUST = { keys: { [KEY]: PAIR.public_key }, revoked: new Set<string>() };
const SHOWN = { at_ms: NOW_MS, place: 'liantang', plate: '粤Z·A123港' };
const codeOf = (text: string, shown: Partial<typeof SHOWN> | { plate: null } = {}, trust = TRUST) =>
  verifyPermit(text, { ...SHOWN, ...shown }, trust).code;

describe('a permit', () => {
  it('says what was signed, and fits a code that a phone shows', () => {
    expect(readPermit(TEXT)?.permit).toEqual(PERMIT);
    expect(TEXT.length).toBeLessThan(400);
  });

  it('opens a gate of its trip, in its time, for its truck under either plate, or where nobody read one', () => {
    expect(['粤ZA123港', 'ab 1234', null].map((plate) => codeOf(TEXT, { plate }))).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
  });

  it('opens none before, after, elsewhere, for another truck, or revoked', () => {
    expect(codeOf(TEXT, { at_ms: PERMIT.from_ms - 1 })).toBe('early');
    expect(codeOf(TEXT, { at_ms: PERMIT.to_ms })).toBe('over');
    expect(codeOf(TEXT, { place: 'huanggang' })).toBe('other_place');
    expect(codeOf(TEXT, { plate: '粤ZB999港' })).toBe('other_plate');
    expect(codeOf(TEXT, {}, { ...TRUST, revoked: new Set([PERMIT.number]) })).toBe('revoked');
  });

  it('is worth nothing by a key that nobody knows, or signed under the name of another', () => {
    expect(codeOf(textOf(PERMIT, 'freight-permit-other'))).toBe('unknown_key');
    const [, , body, signature] = TEXT.split('.');
    const other = sm2.getPublicKeyFromPrivateKey('0c'.repeat(32));
    const both = { ...TRUST, keys: { ...TRUST.keys, second: other } };
    expect(codeOf(`TP1.second.${body}.${signature}`, {}, both)).toBe('forged');
    expect(codeOf(TEXT, {}, { ...TRUST, keys: { toString: PAIR.public_key } as never })).toBe('unknown_key');
  });

  it('with any one sign changed opens nothing', () => {
    const signs = 'ABab01-_.';
    const opened = [...TEXT].flatMap((sign, at) => {
      // Every second one: each costs a look at a signature.
      if (at % 2 === 1) return [];
      const other = signs[(signs.indexOf(sign) + 1 + at) % signs.length];
      const forged = TEXT.slice(0, at) + (other === sign ? 'Z' : other) + TEXT.slice(at + 1);
      return forged !== TEXT && codeOf(forged) === 'ok' ? [at] : [];
    });
    expect(opened).toEqual([]);
  });

  it('with any one bit of content or signature changed opens nothing', () => {
    const [, , body, signature] = TEXT.split('.');
    const flipped = (part: string, bit: number) => {
      const bytes = Buffer.from(part, 'base64url');
      bytes[bit >> 3] ^= 1 << (bit & 7);
      return bytes.toString('base64url');
    };
    const bitsOf = (part: string) => Buffer.from(part, 'base64url').length * 8;
    for (let bit = 0; bit < bitsOf(signature); bit += 17)
      expect(codeOf(`TP1.${KEY}.${body}.${flipped(signature, bit)}`)).not.toBe('ok');
    for (let bit = 0; bit < bitsOf(body); bit += 29)
      expect(codeOf(`TP1.${KEY}.${flipped(body, bit)}.${signature}`)).not.toBe('ok');
  });

  it('whatever is shown to a gate, it answers', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(codeOf(text)).toBe('unreadable');
        expect(['unreadable', 'forged']).toContain(codeOf(`TP1.${KEY}.${text}.${'A'.repeat(86)}`));
      }),
    );
    expect(codeOf(`${TEXT}${'A'.repeat(1000)}`)).toBe('unreadable');
  });
});
