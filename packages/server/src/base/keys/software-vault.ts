import { constants } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createSm2KeyPair, hmacSm3, openSm4, sealSm4, signSm2 } from '../../kit/sm.ts';
import { keyErrors } from './errors.ts';
import type { KeyHandle, KeyKind, KeyVault } from './vault.ts';

const MASTER_BYTES = 16;
const KEY_BYTES: Record<KeyKind, number> = { sm4: 16, sm2: 32, 'hmac-sm3': 32 };

/**
 * A vault in software: keys are wrapped by SM4-GCM under a master key that stands in a file of its own, so that the
 * database alone opens nothing. It is no certified module; an assessment asks for one in its place.
 * @param master 16 bytes. @param random cryptographically random bytes.
 */
export function createSoftwareVault(master: Uint8Array, random: (bytes: number) => Uint8Array): KeyVault {
  const unwrapped = new Map<string, Buffer>();
  const keyOf = ({ kind, reference }: KeyHandle): Buffer => {
    const known = unwrapped.get(reference);
    if (known) return known;
    const key = openSm4(master, Buffer.from(reference, 'base64url'), contextOf(kind));
    if (key?.length !== KEY_BYTES[kind]) throw keyErrors.master_wrong();
    unwrapped.set(reference, key);
    return key;
  };
  return {
    name: 'software',
    async generate(kind) {
      const pair = kind === 'sm2' ? createSm2KeyPair(random) : null;
      const key = pair ? Buffer.from(pair.private_key, 'hex') : random(KEY_BYTES[kind]);
      const reference = sealSm4(master, key, contextOf(kind), random).toString('base64url');
      return { kind, reference, public_key: pair?.public_key ?? null };
    },
    encrypt: async (key, plain, context) => sealSm4(keyOf(key), plain, context, random),
    decrypt: async (key, sealed, context) => openSm4(keyOf(key), sealed, context),
    async sign(key, message) {
      const private_key = keyOf(key).toString('hex');
      return signSm2(message, { private_key, public_key: key.public_key ?? '' });
    },
    digest: async (key, data) => hmacSm3(keyOf(key), data),
  };
}

function contextOf(kind: KeyKind): Uint8Array {
  return Buffer.from(`opentocc-key:${kind}`);
}

/**
 * The master key of a file, which is made on first use, readable by its owner only.
 * @throws AppError when the file is damaged.
 */
export async function masterKeyOf(file: string, random: (bytes: number) => Uint8Array): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await makeOnce(file, Buffer.from(random(MASTER_BYTES)).toString('hex'));
  const text = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{32}$/.test(text)) throw keyErrors.master_damaged({ file });
  return Buffer.from(text, 'hex');
}

async function makeOnce(file: string, text: string): Promise<void> {
  try {
    const handle = await open(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    await handle.writeFile(`${text}\n`);
    await handle.sync();
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
