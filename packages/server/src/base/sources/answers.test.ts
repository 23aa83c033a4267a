import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../kit/log.ts';
import { Acks, type AckTarget, Answers } from './answers.ts';

const POSITION = 0x0200;
const log = createLog('silent');

/** A connection that records what each write to it would answer. */
class Terminal implements AckTarget {
  readonly writes: number[][] = [];
  acknowledge(serials_and_ids: readonly number[]): void {
    this.writes.push(serials_and_ids.filter((_, i) => i % 2 === 0));
  }
}

function acksOf(...frames: [Terminal, serial: number][]): Acks {
  const acks = new Acks();
  for (const [terminal, serial] of frames) acks.add(terminal, serial, POSITION);
  return acks;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('few answers go at once, those of one terminal in one write', () => {
  const [one, two] = [new Terminal(), new Terminal()];
  const answers = new Answers({ few: 4, together_ms: 400 }, log);
  answers.give(acksOf([one, 1], [two, 7], [one, 2]));
  expect(one.writes).toEqual([[1, 2]]);
  expect(two.writes).toEqual([[7]]);
});

test('many are buffered for a moment, so that several batches are answered by one write', () => {
  const [one, two] = [new Terminal(), new Terminal()];
  const answers = new Answers({ few: 2, together_ms: 400 }, log);
  answers.give(acksOf([one, 1], [two, 7]));
  vi.advanceTimersByTime(399);
  answers.give(acksOf([one, 2], [two, 8]));
  expect(one.writes).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(one.writes).toEqual([[1, 2]]);
  expect(two.writes).toEqual([[7, 8]]);
  vi.advanceTimersByTime(1000);
  expect(one.writes).toHaveLength(1);
});

test('a gateway that closes leaves no answer behind', () => {
  const one = new Terminal();
  const answers = new Answers({ few: 1, together_ms: 400 }, log);
  answers.give(acksOf([one, 1]));
  answers.flush();
  expect(one.writes).toEqual([[1]]);
});

test('one connection that fails does not hold up the others, and nobody is answered twice', () => {
  const [one, two] = [new Terminal(), new Terminal()];
  const failing = new Terminal();
  failing.acknowledge = () => {
    throw new Error('gone');
  };
  const answers = new Answers({ few: 8, together_ms: 400 }, log);
  answers.give(acksOf([one, 1], [failing, 5], [two, 7]));
  answers.give(acksOf([one, 2]));
  expect(one.writes).toEqual([[1], [2]]);
  expect(two.writes).toEqual([[7]]);
});
