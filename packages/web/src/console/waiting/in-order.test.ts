import type { Obligation } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

const waits = (key: string): Obligation => ({
  key,
  module: 'sources',
  title: { zh: key, en: key },
  why: { zh: '', en: '' },
  owner: { kind: 'unit', unit: null, permission: 'sources:approve' },
  count: 1,
  since_ms: 0,
  due_ms: null,
  opens: '/sources',
});

it('puts what nobody has taken note of first, and keeps the order of due times within', () => {
  const keys = inOrder(['a', 'b', 'c', 'd'].map(waits), new Set(['a', 'c'])).map(({ key }) => key);
  expect(keys).toEqual(['b', 'd', 'a', 'c']);
});
