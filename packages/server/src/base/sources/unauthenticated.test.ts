import { expect, test } from 'vitest';
import { Unauthenticated } from './unauthenticated.ts';

test('the one of an address that has been silent longest gives way, and nobody elsewhere', () => {
  const waiting = new Unauthenticated<string>({ unauthenticated: 10, unauthenticated_per_address: 2 });
  expect(waiting.add('honest', '10.0.0.1')).toBeUndefined();
  expect(waiting.add('first', '10.0.0.9')).toBeUndefined();
  expect(waiting.add('second', '10.0.0.9')).toBeUndefined();
  expect(waiting.add('third', '10.0.0.9')).toBe('first');
});

test('over the bound for all addresses the oldest of all gives way', () => {
  const waiting = new Unauthenticated<string>({ unauthenticated: 2, unauthenticated_per_address: 2 });
  for (const address of ['a', 'b']) waiting.add(address, address);
  expect(waiting.add('c', 'c')).toBe('a');
});

test('one that has shown its code or has ended counts no more', () => {
  const waiting = new Unauthenticated<string>({ unauthenticated: 1, unauthenticated_per_address: 1 });
  waiting.add('a', 'x');
  waiting.delete('a');
  waiting.delete('a');
  expect(waiting.add('b', 'x')).toBeUndefined();
  expect(waiting.size).toBe(1);
});
