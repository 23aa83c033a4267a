import { DAY_MS } from '@opentocc/core/time';
import { expect, test } from 'vitest';
import { createKeyObligations } from './obligations.ts';

const CREATED_MS = Date.UTC(2026, 0, 5);
const key = {
  id: 'personal-1',
  purpose: 'personal',
  name: { zh: '个人信息加密', en: 'Encryption of personal data' },
  kind: 'sm4',
  vault: 'software',
  state: 'active',
  rotates: true,
  public_key: null,
  created_ms: CREATED_MS,
  retired_ms: null,
} as const;
const keys = [
  key,
  { ...key, id: 'personal-0', state: 'retired' as const },
  { ...key, id: 'blind-index-1', rotates: false },
];

test('a key is to be rotated within a year, and that is said from thirty days before', async () => {
  const service = { describe: async () => ({ keys, rotations: [] }) };
  const after = (days: number) => createKeyObligations(service, { now: () => CREATED_MS + days * DAY_MS })();
  expect(await after(334.9)).toEqual([]);
  expect(await after(335)).toMatchObject([
    {
      key: 'keys/rotation/personal-1',
      title: { en: 'Rotate a key: Encryption of personal data' },
      owner: { kind: 'unit', unit: null, permission: 'keys:manage' },
      since_ms: CREATED_MS + 335 * DAY_MS,
      due_ms: CREATED_MS + 365 * DAY_MS,
      opens: '/admin/keys',
    },
  ]);
});
