import { expect, test } from 'vitest';
import { choiceIn } from './address.ts';

const TODAY = '2026-11-26';

test('an address chooses a scope, one of it, a day, and what single pages want', () => {
  const search = { scope: 'district', key: '440304', day: '2026-11-20', step: 's900' };
  expect(choiceIn(search, TODAY)).toEqual({
    scope: 'district',
    key: '440304',
    day: '2026-11-20',
    rest: { step: 's900' },
  });
});

test('a link is chosen by its number', () => {
  expect(choiceIn({ scope: 'link', key: '17' }, TODAY)).toMatchObject({ scope: 'link', key: '17' });
});

test.each([
  ['nothing', {}],
  ['a link without saying which', { scope: 'link' }],
  ['a link that is no number', { scope: 'link', key: 'city' }],
  ['a scope that there is not', { scope: 'planet', key: 'earth' }],
])('an address that chooses %s shows the city today', (_, search) => {
  expect(choiceIn(search, TODAY)).toEqual({ scope: 'city', key: 'city', day: TODAY, rest: {} });
});
