import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { after, every, guarded } from './unattended.ts';

const failure = new Error('EMFILE: too many open files');
let logged: { err: unknown; callback: string }[];
const log = { error: (entry: { err: unknown; callback: string }) => void logged.push(entry) };

beforeEach(() => {
  logged = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test('a timer that throws is in the log by its name, and comes again', () => {
  let runs = 0;
  const timer = every(1000, log, 'watch', () => {
    runs++;
    throw failure;
  });
  vi.advanceTimersByTime(3000);
  clearInterval(timer);
  expect(runs).toBe(3);
  expect(logged[0]).toEqual({ err: failure, callback: 'watch' });
});

test('work whose promise rejects is in the log as well', async () => {
  after(10, log, 'once', async () => {
    throw failure;
  });
  await vi.advanceTimersByTimeAsync(10);
  expect(logged).toEqual([{ err: failure, callback: 'once' }]);
});

test('a listener gets what its event carries', () => {
  const heard: unknown[] = [];
  guarded(log, 'data', (...values: number[]) => heard.push(values))(1, 2);
  expect(heard).toEqual([[1, 2]]);
});
