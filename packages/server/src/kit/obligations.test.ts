import type { Obligation, ObligationOwner, Session } from '@opentocc/contract';
import { describe, expect, test } from 'vitest';
import { isOwnedBy, listWaiting } from './obligations.ts';

const li: Session = {
  principal: 'account:7',
  via: 'cookie',
  account: 'li',
  display_name: 'Li',
  roles: [],
  permissions: ['cases:decide'],
  reach: {},
  language: 'zh',
  csrf_token: '',
  must_change_password: false,
  second_factor: false,
  must_enrol_second_factor: false,
  expires_ms: 9e12,
  watch_until_ms: null,
};
const within = (units: string[] | null, districts: string[] | null = null): Session => ({
  ...li,
  reach: { 'cases:decide': { units, districts } },
});
const ofUnit = (unit: string | null): ObligationOwner => ({ kind: 'unit', unit, permission: 'cases:decide' });

describe('an obligation', () => {
  test("of a person is that person's alone, whatever others hold", () => {
    expect(isOwnedBy({ kind: 'person', principal: 'account:7' }, li)).toBe(true);
    expect(isOwnedBy({ kind: 'person', principal: 'account:70' }, li)).toBe(false);
  });

  test('of a unit is of whoever holds its permission there', () => {
    expect(isOwnedBy(ofUnit('futian'), li)).toBe(true);
    expect(isOwnedBy(ofUnit('futian'), within(['futian', 'futian.office']))).toBe(true);
    expect(isOwnedBy(ofUnit('futian'), within(['nanshan']))).toBe(false);
    expect(isOwnedBy(ofUnit('futian'), { ...li, permissions: ['cases:read'] })).toBe(false);
  });

  test('of the whole centre is of nobody whose permission ends somewhere', () => {
    expect(isOwnedBy(ofUnit(null), li)).toBe(true);
    expect(isOwnedBy(ofUnit(null), within(['city', 'futian']))).toBe(false);
    expect(isOwnedBy(ofUnit(null), within(null, ['440304']))).toBe(false);
  });

  test('of a unit is of nobody who must see to their password or second factor first', () => {
    expect(isOwnedBy(ofUnit('futian'), { ...li, must_change_password: true })).toBe(false);
    expect(isOwnedBy(ofUnit('futian'), { ...li, must_enrol_second_factor: true })).toBe(false);
  });
});

describe('the list', () => {
  const waiting = (key: string, owner: ObligationOwner, due_ms: number | null, since_ms = 0): Obligation => ({
    ...{ key, owner, due_ms, since_ms, module: 'cases', count: 1, opens: '/cases' },
    title: { zh: '办理', en: 'Decide' },
    why: { zh: '有人申请', en: 'Somebody asked' },
  });

  test('holds what waits for the caller in all modules, what is due first first', async () => {
    const cases = async () => [
      waiting('young', ofUnit(null), null, 2),
      waiting('old', ofUnit(null), null, 1),
      waiting('late', ofUnit('futian'), 200),
      waiting("another's", { kind: 'person', principal: 'account:8' }, 50),
    ];
    const permits = async () => [waiting('soon', { kind: 'person', principal: 'account:7' }, 100)];
    const list = await listWaiting([cases, permits], li);
    expect(list.map(({ key }) => key)).toEqual(['soon', 'late', 'old', 'young']);
  });
});
