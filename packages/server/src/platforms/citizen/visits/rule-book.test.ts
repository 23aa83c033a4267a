import type { VisitRuleText } from '@opentocc/contract';
import { expect, test } from 'vitest';
import type { Acting } from '../../../kit/acting.ts';
import type { RuleRow } from './model.ts';
import { createRuleBook, type NewVisitRule } from './rule-book.ts';

const ACTING = {
  session: { principal: 'account:1', account: 'zhuguan' },
  address: '127.0.0.1',
} as unknown as Acting;
const NOW_MS = Date.parse('2026-11-28T09:00:00+08:00');

const given = (key: string, rule: VisitRuleText, more: Partial<NewVisitRule> = {}): NewVisitRule => ({
  ...{ key, rule, seen: 1, valid_from: '2026-12-01', source: { zh: '中心通知', en: '' } },
  ...{ assumed: false, reason: '试行', ...more },
});
const visited = (when: 'no_contact' | 'referred'): VisitRuleText => ({
  kind: 'exclusion',
  when,
  excludes: false,
});

/** A book over rows in memory. @param late what the first who reads waits for, with what it saw */
function bookOf(late: Promise<void> = Promise.resolve()) {
  const stored: RuleRow[] = [];
  let reads = 0;
  return createRuleBook({
    store: {
      add: async (row) => {
        stored.push(row);
        return row;
      },
      list: async () => {
        const seen = [...stored];
        if (++reads === 1) await late;
        return seen;
      },
    },
    clock: { now: () => NOW_MS },
    audit: { record: async () => undefined } as never,
  });
}

test('of two rules that are added at once both are in force, whichever is read last', async () => {
  let answer: () => void = () => undefined;
  const book = bookOf(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  const first = book.add(ACTING, given('no_contact', visited('no_contact')));
  await Promise.resolve();
  const second = book.add(ACTING, given('referred', visited('referred')));
  answer();
  await Promise.all([first, second]);
  const versions = book.on('2026-12-01').map(({ key, version }) => [key, version]);
  expect(versions).toContainEqual(['no_contact', 2]);
  expect(versions).toContainEqual(['referred', 2]);
});

test('of a rule the version that began last is in force, also where one that begins sooner was made after it', async () => {
  const book = bookOf();
  const rule = visited('referred');
  await book.add(ACTING, given('referred', rule, { valid_from: '2027-01-01' }));
  await book.add(ACTING, given('referred', rule, { seen: 2, valid_from: '2026-12-01' }));
  await book.add(ACTING, given('referred', rule, { seen: 3, valid_from: '2026-12-01' }));
  const versionOn = (day: string) => book.on(day).find(({ key }) => key === 'referred')?.version;
  expect(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map(versionOn)).toEqual([1, 4, 4, 2]);
});

test('a rule that leaves cases out for one reason does not become one for another', async () => {
  const book = bookOf();
  await expect(book.add(ACTING, given('referred', visited('no_contact')))).rejects.toMatchObject({
    code: 'visits.rule_kind',
  });
  expect(book.list().filter(({ made_by }) => made_by !== null)).toEqual([]);
});

test.each(['2026-13-01', '2027-02-30', '2026-11-27'])('no rule begins on %s', async (valid_from) => {
  await expect(
    bookOf().add(ACTING, given('referred', visited('referred'), { valid_from })),
  ).rejects.toMatchObject({ code: 'visits.rule_past' });
});
