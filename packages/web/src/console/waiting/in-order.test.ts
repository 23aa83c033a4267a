import type { WaitingObligation } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

const waits = (key: string, more: Partial<WaitingObligation> = {}): WaitingObligation => ({
  key,
  module: 'sources',
  title: { zh: key, en: key },
  why: { zh: '', en: '' },
  owner: { kind: 'unit', unit: null, permission: 'sources:approve' },
  count: 1,
  since_ms: 0,
  due_ms: null,
  opens: '/sources',
  noted_ms: null,
  ...more,
});

it('puts what nobody has taken note of first, and keeps the order of due times within', () => {
  const waiting = [
    waits('noted', { noted_ms: 1 }),
    waits('first'),
    waits('seen to', { acknowledged: { by: 'li', at_ms: 1 } }),
    waits('second'),
  ];
  expect(inOrder(waiting).map(({ key }) => key)).toEqual(['first', 'second', 'noted', 'seen to']);
});
