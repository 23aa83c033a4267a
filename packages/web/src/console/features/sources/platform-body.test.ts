import { expect, it } from 'vitest';
import { platformBody } from './platform-body.ts';

const FIELDS = { centre: 440301, user: 77 };

it('takes agreed constants, leaves them as they are, and does away with them', () => {
  expect(platformBody({ ...FIELDS, cipher: '3,2,1' }).cipher).toEqual({ m1: 3, ia1: 2, ic1: 1 });
  expect(platformBody({ ...FIELDS, cipher: '' }).cipher).toBeUndefined();
  expect(platformBody({ ...FIELDS, cipher: '', is_plain: true }).cipher).toBeNull();
});

it('dials back where the main link comes from unless a host is typed', () => {
  expect(platformBody({ ...FIELDS, sub_link_host: '' }).sub_link_host).toBeNull();
  expect(platformBody({ ...FIELDS, sub_link_host: '10.1.2.3' }).sub_link_host).toBe('10.1.2.3');
});
