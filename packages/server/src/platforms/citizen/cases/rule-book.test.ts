import type { NewCaseRule } from '@opentocc/contract';
import { expect, test } from 'vitest';
import type { Acting } from '../../../kit/acting.ts';
import { RuleBook } from './rule-book.ts';
import type { RuleRow } from './rule-store.ts';

const ACTING = {
  session: { principal: 'account:1', account: 'zhuguan' },
  address: '127.0.0.1',
} as unknown as Acting;
const NOW_MS = Date.parse('2026-11-28T09:00:00+08:00');

const lengthOf = (code: NewCaseRule['code'], length: number, channel: string | null): NewCaseRule => ({
  ...{ code, seen: 0, valid_from: '2026-12-01', length, soon: null, extension: null, pausable: true },
  match: { type: null, field: null, channel } as NewCaseRule['match'],
  ...{ source: { zh: '中心通知', en: '' }, assumed: false, reason: '试行' },
});

test('of two rules that are added at once both hold, whichever is read last', async () => {
  const stored: RuleRow[] = [];
  let answer: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let reads = 0;
  const book = new RuleBook({
    store: {
      add: async (row: RuleRow) => {
        stored.push(row);
        return row;
      },
      // The first to read has its answer last.
      list: async () => {
        const seen = [...stored];
        if (++reads === 1) await late;
        return seen;
      },
    },
    clock: { now: () => NOW_MS },
    audit: { record: async () => undefined } as never,
  });
  const first = book.add(ACTING, lengthOf('answer', 4, 'web'));
  await Promise.resolve();
  const second = book.add(ACTING, lengthOf('answer', 3, 'wechat'));
  answer();
  await Promise.all([first, second]);
  const made = book.list().filter(({ made_by }) => made_by !== null);
  expect(made.map(({ match, length }) => [match.channel, length])).toEqual([
    ['web', 4],
    ['wechat', 3],
  ]);
});
