import { expect, test } from 'vitest';
import { comparablePhone, normalPlate } from './normal-form.ts';

test.each([
  '粤B77701',
  '粤B·77701',
  '粤B•77701',
  '粤Ｂ７７７０１',
  '粤b 777 01',
  ' 粤B．77701\u200b',
  '粤B-77701\0',
])('plate %j has one spelling', (typed) => {
  expect(normalPlate(typed)).toBe('粤B77701');
});

test.each([
  ['014800000001', '14800000001'],
  ['+86 148 0000 0001', '14800000001'],
  ['0086-14800000001', '14800000001'],
  ['１４８００００００01', '14800000001'],
  ['8613', '8613'],
  ['86123456789012', '86123456789012'],
  ['0', '0'],
])('phone %j is compared as %j', (typed, phone) => {
  expect(comparablePhone(typed)).toBe(phone);
});
