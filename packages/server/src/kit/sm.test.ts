import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createSm2KeyPair, hmacSm3, openSm4, SM2_IDENTITY, sealSm4, signSm2, sm3, verifySm2 } from './sm.ts';

const random = (bytes: number) => randomBytes(bytes);
const folder = mkdtempSync(join(tmpdir(), 'opentocc-sm-'));
afterAll(() => rmSync(folder, { recursive: true }));

function openssl(args: string[], input?: Uint8Array): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'] });
}
const hasOpenssl = (() => {
  try {
    return openssl(['list', '-digest-algorithms']).includes('SM3');
  } catch {
    return false; // no openssl on this machine
  }
})();

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** PKCS #8 with the curve's name, as openssl writes SM2 keys. */
function pemOf(private_key: string, public_key: string): { secret: string; open: string } {
  const spki = Buffer.from(`3059301306072a8648ce3d020106082a811ccf5501822d034200${public_key}`, 'hex');
  const sec1 = `308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420${private_key}a144034200${public_key}`;
  const pem = (label: string, der: Buffer) =>
    `-----BEGIN ${label}-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
  return { secret: pem('PRIVATE KEY', Buffer.from(sec1, 'hex')), open: pem('PUBLIC KEY', spki) };
}

describe.skipIf(!hasOpenssl)('the openssl command line', () => {
  const pair = createSm2KeyPair(random);
  const pem = pemOf(pair.private_key, pair.public_key);
  const message = Buffer.from('审计锚点 audit anchor');
  const sm2 = ['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${SM2_IDENTITY}`];

  test('verifies what we sign with SM2', () => {
    const signature = file('ours.sig', Buffer.from(signSm2(message, pair), 'hex'));
    const args = [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      file('open.pem', pem.open),
      '-sigfile',
      signature,
    ];
    expect(String(openssl([...args, '-in', file('message', message), ...sm2]))).toContain(
      'Verified Successfully',
    );
  });

  test('signs what we verify with SM2', () => {
    const args = [
      'pkeyutl',
      '-sign',
      '-inkey',
      file('secret.pem', pem.secret),
      '-in',
      file('message', message),
    ];
    const signature = openssl([...args, ...sm2]).toString('hex');
    expect(verifySm2(message, signature, pair.public_key)).toBe(true);
    expect(verifySm2(Buffer.from('other'), signature, pair.public_key)).toBe(false);
  });

  test('does not accept what Node calls an SM2 signature, and neither do we', () => {
    const ofNode = sign('sm3', message, createPrivateKey(pem.secret));
    const args = ['pkeyutl', '-verify', '-pubin', '-inkey', file('open.pem', pem.open)];
    const rest = ['-sigfile', file('node.sig', ofNode), '-in', file('message', message), ...sm2];
    expect(() => openssl([...args, ...rest])).toThrow();
    expect(verifySm2(message, ofNode.toString('hex'), pair.public_key)).toBe(false);
  });

  test('makes SM2 keys that we use', () => {
    const made = openssl([
      'genpkey',
      '-algorithm',
      'EC',
      '-pkeyopt',
      'ec_paramgen_curve:SM2',
      '-outform',
      'DER',
    ]);
    const public_key = made.subarray(-65).toString('hex');
    const marker = made.indexOf(Buffer.from('0201010420', 'hex'));
    const private_key = made.subarray(marker + 5, marker + 37).toString('hex');
    expect(verifySm2(message, signSm2(message, { private_key, public_key }), public_key)).toBe(true);
  });

  test('agrees on SM3 and HMAC-SM3 of any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        (data, key) => {
          const digest = openssl(['dgst', '-sm3', '-binary'], data);
          const hex = Buffer.from(key).toString('hex');
          const mac = openssl(['dgst', '-sm3', '-mac', 'HMAC', '-macopt', `hexkey:${hex}`, '-binary'], data);
          expect(sm3(data)).toEqual(digest);
          expect(hmacSm3(key, data)).toEqual(mac);
        },
      ),
      { numRuns: 10 },
    );
  });

  test('decrypts our SM4-GCM as the counter mode that it is, and encrypts what we open', () => {
    const key = random(16);
    const counter = (iv: Uint8Array) => `${Buffer.from(iv).toString('hex')}00000002`;
    const ctr = (way: string, iv: Uint8Array, data: Uint8Array) =>
      openssl(['enc', way, '-sm4-ctr', '-K', key.toString('hex'), '-iv', counter(iv)], data);
    const sealed = sealSm4(key, message, Buffer.from('context'), random);
    expect(ctr('-d', sealed.subarray(0, 12), sealed.subarray(12, -16))).toEqual(message);

    const iv = random(12);
    const body = ctr('-e', iv, message);
    const context = Buffer.from('context');
    const tag = slowTag(key, iv, context, body);
    expect(openSm4(key, Buffer.concat([iv, body, tag]), context)).toEqual(message);
    expect(sealed.subarray(-16)).toEqual(
      slowTag(key, sealed.subarray(0, 12), context, sealed.subarray(12, -16)),
    );
  });

  /** The tag of GCM by its definition (NIST SP 800-38D), over openssl's SM4 block: openssl 3.0 has no SM4-GCM. */
  function slowTag(key: Uint8Array, iv: Uint8Array, context: Uint8Array, body: Uint8Array): Buffer {
    const block = (data: Uint8Array) =>
      openssl(['enc', '-e', '-sm4-ecb', '-nopad', '-K', Buffer.from(key).toString('hex')], data);
    const h = BigInt(`0x${block(new Uint8Array(16)).toString('hex')}`);
    const lengths = Buffer.alloc(16);
    lengths.writeBigUInt64BE(BigInt(context.length * 8), 0);
    lengths.writeBigUInt64BE(BigInt(body.length * 8), 8);
    let y = 0n;
    for (const part of [context, body, lengths])
      for (let at = 0; at < part.length; at += 16) {
        const padded = Buffer.alloc(16);
        Buffer.from(part).copy(padded, 0, at, at + 16);
        y = times(y ^ BigInt(`0x${padded.toString('hex')}`), h);
      }
    const first = block(Buffer.concat([iv, Buffer.from([0, 0, 0, 1])]));
    return Buffer.from((y ^ BigInt(`0x${first.toString('hex')}`)).toString(16).padStart(32, '0'), 'hex');
  }

  function times(x: bigint, y: bigint): bigint {
    let [z, v] = [0n, y];
    for (let bit = 127n; bit >= 0n; bit--) {
      if ((x >> bit) & 1n) z ^= v;
      v = v & 1n ? (v >> 1n) ^ (0xe1n << 120n) : v >> 1n;
    }
    return z;
  }
});

describe('SM4-GCM', () => {
  test('gives the vector of RFC 8998, appendix A.1', () => {
    const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
    const key = hex('0123456789ABCDEFFEDCBA9876543210');
    const context = hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2');
    const plain = hex(
      'AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD' +
        'EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA',
    );
    const sealed = sealSm4(key, plain, context, () => hex('00001234567800000000ABCD'));
    expect(sealed.subarray(12).toString('hex').toUpperCase()).toBe(
      '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735' +
        'D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D' +
        '83DE3541E4C2B58177E065A9BF7B62EC',
    );
  });

  test('opens what it sealed, and nothing that was changed in any bit, key or context', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (plain, place) => {
        const [key, context] = [random(16), Buffer.from('row:1')];
        const sealed = sealSm4(key, plain, context, random);
        expect(openSm4(key, sealed, context)).toEqual(Buffer.from(plain));
        expect(openSm4(random(16), sealed, context)).toBeNull();
        expect(openSm4(key, sealed, Buffer.from('row:2'))).toBeNull();
        sealed[place % sealed.length] ^= 1 << (place % 8);
        expect(openSm4(key, sealed, context)).toBeNull();
      }),
    );
  });
});

test('SM2 refuses malformed signatures and keys instead of throwing', () => {
  const { public_key } = createSm2KeyPair(random);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const signature = Buffer.from(bytes).toString('hex');
      expect(verifySm2(Buffer.from('x'), signature, public_key)).toBe(false);
      expect(verifySm2(Buffer.from('x'), `30${signature}`, `04${'11'.repeat(64)}`)).toBe(false);
    }),
  );
});
