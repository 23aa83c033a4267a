import { expect, test } from 'vitest';
import { closeInOrder } from './closing.ts';

test('a part that cannot be closed is in the log and keeps none behind it open', async () => {
  const closed: string[] = [];
  const logged: unknown[] = [];
  await closeInOrder({ error: (entry: unknown) => void logged.push(entry) }, [
    ['first', () => closed.push('first')],
    [
      'second',
      async () => {
        throw new Error('invalid byte sequence');
      },
    ],
    ['third', async () => closed.push('third')],
  ]);
  expect(closed).toEqual(['first', 'third']);
  expect(logged).toMatchObject([{ part: 'second' }]);
});
