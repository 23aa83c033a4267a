import { EventEmitter, once } from 'node:events';
import { expect, test } from 'vitest';
import { createJoin, createLimit } from './limit.ts';

/** Work that ends on request. */
function held(name: string, started: string[]) {
  const ending = new EventEmitter();
  const ended = once(ending, 'end');
  const work = async () => {
    started.push(name);
    await ended;
    return name;
  };
  return { work, end: () => ending.emit('end'), fail: () => ending.emit('error', new Error(name)) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const busy = () => new Error('busy');

test('work beyond the limit waits its turn, and what finds no place is refused', async () => {
  const started: string[] = [];
  const limited = createLimit(1, 1, busy);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => held(name, started));
  const [first, second] = [limited(a.work), limited(b.work)];
  await expect(limited(c.work)).rejects.toThrow('busy');
  await settled();
  expect(started).toEqual(['a']);
  a.end();
  expect(await first).toBe('a');
  b.end();
  expect(await second).toBe('b');
});

test('one that comes as a turn ends does not slip in before one that waits', async () => {
  const started: string[] = [];
  const limited = createLimit(1, 2, busy);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => held(name, started));
  const first = limited(a.work);
  const rest = [limited(b.work), first.then(() => limited(c.work))];
  a.end();
  await settled();
  expect(started).toEqual(['a', 'b']);
  b.end();
  c.end();
  await Promise.all(rest);
  expect(started).toEqual(['a', 'b', 'c']);
});

test('work that fails gives its turn on', async () => {
  const started: string[] = [];
  const limited = createLimit(1, 1, busy);
  const [a, b] = ['a', 'b'].map((name) => held(name, started));
  const [first, second] = [limited(a.work), limited(b.work)];
  a.fail();
  b.end();
  await expect(first).rejects.toThrow('a');
  expect(await second).toBe('b');
});

test('equal questions are asked once while they are on their way, and again afterwards', async () => {
  const started: string[] = [];
  const joined = createJoin<string>();
  const [a, b] = [held('a', started), held('b', started)];
  const both = Promise.all([joined('key', a.work), joined('key', b.work)]);
  a.end();
  expect(await both).toEqual(['a', 'a']);
  b.end();
  expect(await joined('key', b.work)).toBe('b');
  expect(started).toEqual(['a', 'b']);
});
