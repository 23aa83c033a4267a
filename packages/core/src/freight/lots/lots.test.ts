import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LotIndex } from './lot-index.ts';
import { MOVEMENT_KINDS, type Movement, type MovementKind, movementFault } from './movement.ts';
import { StringTable } from './string-table.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 1);

/** A movement as text: `2 moved L@port > L@shop 300`, its day first. */
function movementOf(line: string): Movement {
  const [day, kind, from, , to, quantity] = line.trim().split(/\s+/);
  const [[from_lot, from_holder], [to_lot, to_holder]] = [from.split('@'), to.split('@')];
  return {
    ...{ at_ms: START_MS + Number(day) * DAY_MS, kind: kind as MovementKind },
    ...{
      from_lot,
      from_holder,
      to_lot,
      to_holder,
      quantity: quantity === undefined ? null : Number(quantity),
    },
  };
}

function book(text: string): LotIndex {
  const index = new LotIndex();
  for (const [i, line] of text.trim().split('\n').entries()) index.add(movementOf(line), i);
  return index;
}
const reachedBy = (index: LotIndex, lot: string, direction: 'forward' | 'backward' = 'forward') =>
  index
    .trace(lot, direction)
    .reached.map((one) => `${one.lot}@${one.holder} ${one.left}`)
    .sort();

const BEEF = `
  0 received  L@port > L@port 1000
  1 moved     L@port > L@store 1000
  2 split     L@store > L1@store 400
  2 split     L@store > L2@store 600
  3 moved     L1@store > L1@shop 300
  3 moved     L1@store > L1@school 100
  4 made      L2@store > SAUSAGE@plant 600
  5 moved     SAUSAGE@plant > SAUSAGE@market 550
  6 used_up   L1@school > L1@school 100`;

test('a recall finds every lot and holder, and what each still has', () => {
  expect(reachedBy(book(BEEF), 'L')).toEqual([
    ...['L1@school 0', 'L1@shop 300', 'L1@store 0', 'L2@store 0', 'L@port 0', 'L@store 0'],
    ...['SAUSAGE@market 550', 'SAUSAGE@plant 50'],
  ]);
});

test('a trace says since when goods lie with a holder, and until when they came from one', () => {
  const dayAt = (direction: 'forward' | 'backward', lot: string, node: string) => {
    const { reached } = book(BEEF).trace(lot, direction);
    const found = reached.find((one) => `${one.lot}@${one.holder}` === node);
    return found && (found.at_ms - START_MS) / DAY_MS;
  };
  expect(['L@port', 'L@store', 'L1@shop'].map((node) => dayAt('forward', 'L', node))).toEqual([0, 1, 3]);
  expect(['SAUSAGE@market', 'L@store'].map((node) => dayAt('backward', 'SAUSAGE', node))).toEqual([5, 2]);
});

test('a backward trace finds where a lot came from, and none of its siblings', () => {
  expect(reachedBy(book(BEEF), 'SAUSAGE', 'backward').map((one) => one.split(' ')[0])).toEqual([
    ...['L2@store', 'L@port', 'L@store', 'SAUSAGE@market', 'SAUSAGE@plant'],
  ]);
});

test('what left before the traced goods came is not theirs', () => {
  const index = book(`
    1 moved  MIX@plant > MIX@shop 10
    2 made   L@plant > MIX@plant 5
    3 moved  MIX@plant > MIX@hotel 5`);
  expect(reachedBy(index, 'L').map((one) => one.split(' ')[0])).toEqual([
    'L@plant',
    'MIX@hotel',
    'MIX@plant',
  ]);
});

test('goods that come back end the walk', () => {
  const index = book(`
    1 moved   L@a > L@b 5
    2 moved   L@b > L@a 5
    3 merged  L@a > M@a 5
    4 split   M@a > L@a 5
    5 moved   L@a > L@b 5`);
  expect(reachedBy(index, 'L')).toHaveLength(3);
  expect(reachedBy(index, 'M')).toEqual(['L@a null', 'L@b 5', 'M@a 0']);
});

test('what is packed in a container goes with it, and its neighbours in it are not its descendants', () => {
  const index = book(`
    1 packed    A@farm > BOX@farm 10
    1 packed    B@farm > BOX@farm 20
    2 packed    BOX@farm > SHIP@farm
    3 moved     SHIP@farm > SHIP@port
    4 unpacked  SHIP@port > BOX@port
    5 moved     BOX@port > BOX@store
    6 unpacked  BOX@store > A@store 10
    7 moved     A@store > A@shop 10
    8 moved     BOX@store > BOX@hotel`);
  const heldBy = (lot: string) => reachedBy(index, lot).map((one) => one.split(' ')[0]);
  expect(heldBy('A')).toEqual(['A@farm', 'A@port', 'A@shop', 'A@store']);
  expect(heldBy('B')).toEqual(['B@farm', 'B@hotel', 'B@port', 'B@store']);
  expect(index.contentsOf('BOX')).toEqual([{ lot: 'B', quantity: 20 }]);
});

test('a quantity that nobody said is unknown and not nothing', () => {
  expect(reachedBy(book('1 moved L@a > L@b'), 'L')).toEqual(['L@a null', 'L@b null']);
});

test('a lot that nobody knows reaches nothing', () => {
  const index = book(BEEF);
  expect([index.has('L'), index.has('shop'), index.has('X')]).toEqual([true, false, false]);
  expect(index.trace('X', 'forward')).toEqual({ reached: [], movements: [], left_out: 0 });
});

test('movements beyond what was asked for are counted, and their lots are found all the same', () => {
  const { movements, left_out, reached } = book(BEEF).trace('L', 'forward', 3);
  expect([movements.length, left_out, reached.length]).toEqual([3, 6, 8]);
});

test('a movement that says nothing is refused', () => {
  const fault = (line: string) => movementFault(movementOf(line));
  expect(fault('1 moved L@a > L@b 5')).toBeNull();
  expect(fault('1 moved L@a > L@a 5')).toBe('same_place');
  expect(fault('1 moved L@a > M@b 5')).toBe('other_lot');
  expect(fault('1 split L@a > L@b 5')).toBe('same_lot');
  expect(fault('1 moved L@a > L@b -5')).toBe('quantity');
  expect(movementFault({ ...movementOf('1 moved L@a > L@b 5'), from_lot: ' ' })).toBe('empty_name');
});

/** Reachability by time as it is defined, slowly: passes over all edges until nothing changes. */
function reachSlowly(movements: readonly Movement[], lot: string): Set<string> {
  const at = new Map<string, number>();
  for (const { from_lot, from_holder, to_lot, to_holder } of movements) {
    if (from_lot === lot) at.set(`${from_lot}@${from_holder}`, 0);
    if (to_lot === lot) at.set(`${to_lot}@${to_holder}`, 0);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const one of movements) {
      const from = at.get(`${one.from_lot}@${one.from_holder}`);
      const to = `${one.to_lot}@${one.to_holder}`;
      if (from === undefined || one.at_ms < from || (at.get(to) ?? Number.POSITIVE_INFINITY) <= one.at_ms)
        continue;
      at.set(to, one.at_ms);
      changed = true;
    }
  }
  return new Set(at.keys());
}

test('whatever the movements, a trace reaches what time allows and nothing else', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const movement = fc.record({
    at_ms: fc.integer({ min: 1, max: 30 }).map((day) => START_MS + day * DAY_MS),
    kind: fc.constantFrom(...MOVEMENT_KINDS.filter((kind) => !kind.includes('packed'))),
    from_lot: name,
    from_holder: name,
    to_lot: name,
    to_holder: name,
    quantity: fc.constant(1),
  });
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 40 }), (movements) => {
      const index = new LotIndex();
      for (const [i, one] of movements.entries()) index.add(one, i);
      const reached = new Set(index.trace('a', 'forward').reached.map((one) => `${one.lot}@${one.holder}`));
      expect(reached).toEqual(reachSlowly(movements, 'a'));
    }),
  );
});

test('texts have numbers in the order in which they came, and come back', () => {
  const table = new StringTable();
  const texts = Array.from({ length: 5000 }, (_, i) => `批号 LOT-${i * 7}`);
  expect(texts.map((text) => table.add(text))).toEqual(texts.map((_, i) => i));
  expect(texts.map((text) => table.add(text))).toEqual(texts.map((_, i) => i));
  expect(table.textOf(4321)).toBe(texts[4321]);
  expect([table.find(texts[99]), table.find('nobody'), table.size]).toEqual([99, undefined, 5000]);
});
