import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOT_MS, type Slot, SlotBook, slotOf } from './index.ts';
import { SHARE_HOLDS_MS } from './slot-book.ts';

const FROM_MS = Date.parse('2026-11-28T09:00:00+08:00');
const SLOT: Slot = slotOf('liantang', 'in', 'container', FROM_MS + 17 * 60_000);
const EARLY_MS = FROM_MS - 5 * SLOT_MS;

const bookOf = (places: number, of_firm = places) => new SlotBook(() => ({ places, of_firm }));
const asks = (id: string, firm = id, more: { wait?: boolean; standby?: boolean; slot?: Slot } = {}) => ({
  ...{ id, firm, slot: SLOT, wait: true, standby: false, ...more },
});

describe('places of a slot', () => {
  it('a crossing lies in the slot of its hour', () => expect(SLOT.from_ms).toBe(FROM_MS));

  it('are given in the order of asking, and who comes after them waits in that order', () => {
    const book = bookOf(2);
    expect(['a', 'b', 'c', 'd'].map((id) => book.book(asks(id), EARLY_MS))).toEqual([
      { kind: 'booked', place: 1 },
      { kind: 'booked', place: 2 },
      { kind: 'waiting' },
      { kind: 'waiting' },
    ]);
    expect(['a', 'c', 'd'].map((id) => book.lineOf(id))).toEqual([null, 1, 2]);
    book.release('a');
    expect(book.promote(SLOT, EARLY_MS)).toEqual(['c']);
    expect([book.seatOf('c'), book.lineOf('d')]).toEqual([{ kind: 'booked', place: 1 }, 1]);
  });

  it('who asks twice has one place', () => {
    const book = bookOf(3);
    expect([book.book(asks('a'), EARLY_MS), book.book(asks('a'), EARLY_MS)]).toEqual([
      { kind: 'booked', place: 1 },
      { kind: 'booked', place: 1 },
    ]);
    expect(book.stateOf(SLOT).booked).toBe(1);
  });

  it('who does not wait is refused with the reason', () => {
    const book = bookOf(1);
    book.book(asks('a'), EARLY_MS);
    expect(book.book(asks('b', 'b', { wait: false }), EARLY_MS)).toEqual({ kind: 'none', why: 'full' });
    expect(new SlotBook(() => null).book(asks('a'), EARLY_MS)).toEqual({ kind: 'none', why: 'closed' });
  });

  it('a firm has its share until an hour before; then what is free goes to whoever waits', () => {
    const book = bookOf(5, 2);
    const seats = ['1', '2', '3'].map((id) => book.book(asks(id, 'big'), EARLY_MS));
    expect(seats[2]).toEqual({ kind: 'waiting' });
    expect(book.book(asks('s', 'small'), EARLY_MS)).toEqual({ kind: 'booked', place: 3 });
    expect(book.promote(SLOT, FROM_MS - SHARE_HOLDS_MS - 1)).toEqual([]);
    expect(book.promote(SLOT, FROM_MS - SHARE_HOLDS_MS)).toEqual(['3']);
  });

  it('once the slot has begun, only who comes at short notice takes the place of one that did not come', () => {
    const book = bookOf(1);
    book.book(asks('a'), EARLY_MS);
    book.book(asks('b'), EARLY_MS);
    book.book(asks('c', 'c', { standby: true }), EARLY_MS);
    book.release('a');
    expect(book.promote(SLOT, FROM_MS)).toEqual(['c']);
  });
});

type Act = { readonly firm: number; readonly hour: number; readonly gives_back: boolean };
const acts = fc.array(fc.record<Act>({ firm: fc.nat(4), hour: fc.nat(2), gives_back: fc.boolean() }), {
  maxLength: 120,
});

describe('whatever is asked for and given back', () => {
  it('no place is given twice, no slot and no firm has more than its own, and nobody who may be seated waits', () => {
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
        (all, places, of_firm) => {
          const book = bookOf(places, of_firm);
          const held: string[] = [];
          all.forEach(({ firm, hour, gives_back }, n) => {
            const slot = { ...SLOT, from_ms: FROM_MS + hour * SLOT_MS };
            if (gives_back && held.length > 0) {
              const freed = book.release(held.splice(n % held.length, 1)[0]);
              if (freed) book.promote(freed, EARLY_MS);
            } else if (book.book(asks(`${n}`, `f${firm}`, { slot }), EARLY_MS).kind !== 'none')
              held.push(`${n}`);
          });
          const seats = held.map((id) => ({ id, seat: book.seatOf(id), firm: `f${all[Number(id)].firm}` }));
          for (const hour of [0, 1, 2]) {
            const slot = { ...SLOT, from_ms: FROM_MS + hour * SLOT_MS };
            const mine = seats.filter(({ id }) => all[Number(id)].hour === hour);
            const taken = mine.flatMap(({ seat }) => (seat?.kind === 'booked' ? [seat.place] : []));
            expect(new Set(taken).size).toBe(taken.length);
            expect(taken.every((place) => place >= 1 && place <= places)).toBe(true);
            for (const firm of new Set(mine.map((one) => one.firm)))
              expect(book.stateOf(slot, firm).of_firm).toBeLessThanOrEqual(of_firm);
            expect(book.promote(slot, EARLY_MS)).toEqual([]);
          }
        },
      ),
    );
  });

  it('it stands after a restart as before', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 30 }), (firms) => {
        const [book, again] = [bookOf(4, 2), bookOf(4, 2)];
        const taken = firms.filter(
          (firm, n) => book.book(asks(`${n}`, `f${firm}`), EARLY_MS).kind !== 'none',
        ).length;
        firms.forEach((firm, n) => {
          const seat = book.seatOf(`${n}`);
          if (seat) again.restore(asks(`${n}`, `f${firm}`), seat.kind === 'booked' ? seat.place : null);
        });
        const { booked, waiting } = again.stateOf(SLOT);
        expect(booked + waiting).toBe(taken);
        expect(firms.map((_, n) => [again.seatOf(`${n}`), again.lineOf(`${n}`)])).toEqual(
          firms.map((_, n) => [book.seatOf(`${n}`), book.lineOf(`${n}`)]),
        );
      }),
    );
  });
});
