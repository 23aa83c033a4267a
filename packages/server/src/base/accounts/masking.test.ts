import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskIdentity, maskName, maskPhone } from './masking.ts';

test('personal data is masked as its rules say', () => {
  expect(maskPhone('13812341234')).toBe('138****1234');
  expect(maskPhone('+8613812341234')).toBe('+86138****1234');
  expect(maskPhone('12328')).toBe('***28');
  expect(maskName('张三')).toBe('张*');
  expect(maskName('欧阳小明')).toBe('欧***');
  expect(maskIdentity('440301199001011234')).toBe('440***********1234');
});

test('a mask keeps the length and at most seven characters of a number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{1,20}$/), (digits) => {
      const masked = maskIdentity(digits);
      expect(masked).toHaveLength(digits.length);
      expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(7);
      expect(maskPhone(digits)).toHaveLength(digits.length);
      expect(maskPhone(digits) === digits && digits.length > 2).toBe(false);
    }),
  );
});
