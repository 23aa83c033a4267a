import { expect, test } from 'vitest';
import { watchActivity } from './activity.ts';

test('somebody is there for a minute after each touch, and at the start', () => {
  const page = new EventTarget();
  let now_ms = 0;
  const isSomebodyThere = watchActivity(page, () => now_ms);
  expect(isSomebodyThere()).toBe(true);
  now_ms = 60_000;
  expect(isSomebodyThere()).toBe(false);
  page.dispatchEvent(new Event('keydown'));
  expect(isSomebodyThere()).toBe(true);
  now_ms += 59_999;
  expect(isSomebodyThere()).toBe(true);
  now_ms += 1;
  expect(isSomebodyThere()).toBe(false);
});
