import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, expect, it } from 'vitest';
import { checkNetworkOut, readNetworkFile, writeNetworkFile } from './networks.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-networks-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { network } = textNetwork(`
  A-B
`);

it('is written whole and read back', () => {
  const file = join(folder, 'new/city.net');
  checkNetworkOut(file);
  expect(existsSync(file)).toBe(false);
  writeNetworkFile(network, file);
  expect(readNetworkFile(file).meta.version).toBe(network.meta.version);
});

it('is refused where it cannot be written, before and after the work, and leaves nothing behind', () => {
  const taken = join(folder, 'taken');
  mkdirSync(taken);
  const below = join(folder, 'file/city.net');
  writeFileSync(join(folder, 'file'), '');
  for (const out of [taken, below]) {
    const refused = expect.objectContaining({ code: 'network_file.not_writable' });
    expect(() => checkNetworkOut(out)).toThrow(refused);
    expect(() => writeNetworkFile(network, out)).toThrow(refused);
    expect(existsSync(`${out}.tocc.tmp`)).toBe(false);
  }
});
