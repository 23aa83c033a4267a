import { expect, test } from 'vitest';
import { browserOf } from './browser-of.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, 'Chrome 141 · Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/141.0.0.0`, 'Edge 141 · Windows'],
  [`Mozilla/5.0 (Linux; Android 15; K) ${CHROME}`, 'Chrome 141 · Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140 · Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'Safari 18 · iPhone',
  ],
  ['curl/8.14.1', 'curl/8.14.1'],
])('%s is known as %s', (agent, name) => {
  expect(browserOf(agent)).toBe(name);
});
