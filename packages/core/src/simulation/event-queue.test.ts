import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue, eventColumns } from './event-queue.ts';
import { bytesOf, layColumns } from './state-layout.ts';

const EVENTS = 40;

function openQueue(): EventQueue {
  const specs = eventColumns(EVENTS);
  return new EventQueue(layColumns(specs, new ArrayBuffer(bytesOf(specs))));
}

/** Seconds: many that are equal, some further ahead than one round of the wheel, now and then the far end of a day. */
const time_s = fc.oneof(
  fc.integer({ min: 0, max: 8 }).map((n) => n / 4),
  fc.double({ min: 0, max: 900, noNaN: true }),
  fc.constantFrom(256, 511.97, 86_400, 2 ** 33),
);
const step = fc.record({
  what: fc.constantFrom('schedule', 'scheduleBy', 'cancel', 'pop', 'pop'),
  event: fc.nat({ max: EVENTS - 1 }),
  time_s,
});

test('events come by time, then by number, however they were scheduled, moved and cancelled', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const queue = openQueue();
      const waiting = new Map<number, number>();
      const first = () =>
        [...waiting].reduce((a, b) => (b[1] < a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a));
      let now_s = 0;
      for (const { what, event, time_s: ahead_s } of steps) {
        const due_s = now_s + ahead_s;
        if (what === 'pop') {
          expect(queue.least_s).toBe(waiting.size === 0 ? Infinity : first()[1]);
          if (waiting.size === 0) continue;
          const [number, at_s] = first();
          expect(queue.pop()).toBe(number);
          waiting.delete(number);
          now_s = at_s;
        } else if (what === 'cancel') {
          queue.cancel(event);
          waiting.delete(event);
        } else {
          queue[what](event, due_s);
          if (what === 'schedule' || due_s < (waiting.get(event) ?? Infinity)) waiting.set(event, due_s);
        }
        expect(queue.timeOf(event)).toBe(waiting.get(event) ?? Infinity);
      }
    }),
    { numRuns: 300 },
  );
});
