import { expect, test } from 'vitest';
import { forwardOf, rememberPlace, searchOf, takePlace, textOf } from './address.ts';

test.each([
  ['/sources', '/sources'],
  ['/', '/'],
  ['/links/17', '/links/17'],
  ['/indices/day?scope=link&key=%2217%22', '/indices/day?scope=link&key=17'],
  ['/indices/day?scope=link&key="17"', '/indices/day?scope=link&key=17'],
  [
    '/indices/day?scope=street&key=%E5%8D%97%E5%B1%B1&day=2026-11-20',
    '/indices/day?scope=street&key=%E5%8D%97%E5%B1%B1&day=2026-11-20',
  ],
])('an old address #%s leads to %s', (hash, now) => {
  expect(forwardOf(hash)).toBe(now);
});

test.each(['', 'main', '//elsewhere.example/', '/\\elsewhere.example'])('#%s leads nowhere else', (hash) => {
  expect(forwardOf(hash)).toBeNull();
});

test('numbers in an address stay the texts that they are, there and back', () => {
  expect(searchOf('?scope=district&key=440304')).toEqual({ scope: 'district', key: '440304' });
  expect(textOf({ scope: 'district', key: '440304', day: undefined })).toBe('?scope=district&key=440304');
  expect(textOf({})).toBe('');
});

test('the page wanted before an outside sign-in opens after it, once', () => {
  const storage = memory();
  rememberPlace({ pathname: '/indices/day', search: '?scope=city', hash: '' }, storage);
  rememberPlace({ pathname: '/', search: '?oidc=failed', hash: '' }, storage); // a second try after a failed one
  expect(takePlace({ pathname: '/' }, storage)).toBe('/indices/day?scope=city');
  expect(takePlace({ pathname: '/' }, storage)).toBeNull();
});

test('whoever asks for a page of their own gets that one, and not the one wanted before', () => {
  const storage = memory();
  rememberPlace({ pathname: '/sources', search: '', hash: '' }, storage);
  expect(takePlace({ pathname: '/history' }, storage)).toBeNull();
  expect(takePlace({ pathname: '/' }, storage)).toBeNull();
});

function memory(): Storage {
  const values = new Map<string, string>();
  return {
    length: 0,
    clear: () => values.clear(),
    getItem: (name) => values.get(name) ?? null,
    key: () => null,
    removeItem: (name) => void values.delete(name),
    setItem: (name, value) => void values.set(name, value),
  };
}
