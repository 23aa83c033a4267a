import type { LotTrace } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { drawTrace, fitted, MOST_BOXES } from './trace-graph.ts';

const at = (lot: string, holder: string, steps: number, at_ms = steps) => ({
  ...{ lot, holder, holder_name: null, at_ms, steps, left: 1 },
});
const moved = (from: string, to: string, quantity: number | null, ref: number) => {
  const [from_lot, from_holder] = from.split('@');
  const [to_lot, to_holder] = to.split('@');
  return { from_lot, from_holder, to_lot, to_holder, quantity, kind: 'ship', at_ms: ref, ref };
};
const traceOf = (trace: object): LotTrace =>
  ({
    ...{ lot: 'L', direction: 'forward', known: true, left_out: 0, reached_left_out: 0, took_ms: 1 },
    ...trace,
  }) as LotTrace;
const placesOf = (trace: LotTrace) =>
  drawTrace(trace).boxes.map(({ lot, holder, x, y }) => [`${lot}@${holder}`, x, y]);

describe('a drawn trace', () => {
  const reached = [at('L', 'port', 0), at('L', 'a', 1, 1), at('L', 'b', 1, 2), at('L1', 'a', 2)];
  const movements = [
    moved('L@port', 'L@a', 10, 1),
    moved('L@port', 'L@a', 5, 2),
    moved('L@port', 'L@b', null, 3),
    moved('L@a', 'L1@a', 15, 4),
  ];

  it('has a column behind that of where goods came from, and a row for each that they came to', () => {
    // All holders of the lot that was asked for are no steps away from it.
    const places = [at('L', 'port', 0, 0), at('L', 'a', 0, 1), at('L', 'b', 0, 2), at('L1', 'a', 1, 3)];
    expect(placesOf(traceOf({ reached: places, movements }))).toEqual([
      ['L@port', 4, 4],
      ['L@a', 274, 4],
      ['L@b', 274, 84],
      ['L1@a', 544, 4],
    ]);
  });

  it('draws back what comes back, and stands behind the farthest that goods came from', () => {
    const ways = [
      ...[moved('L@port', 'L@a', 1, 1), moved('L@a', 'L@b', 1, 2), moved('L@port', 'L@b', 1, 3)],
      ...[moved('L@b', 'L@port', 1, 4), moved('L@b', 'L@b', 1, 5)],
    ];
    const places = [at('L', 'port', 0, 0), at('L', 'a', 0, 1), at('L', 'b', 0, 2)];
    const { boxes, arrows } = drawTrace(traceOf({ reached: places, movements: ways }));
    expect(boxes.map(({ holder, x }) => [holder, x])).toEqual([
      ...[
        ['port', 4],
        ['a', 274],
        ['b', 544],
      ],
    ]);
    expect(arrows.map(({ from, to }) => `${from.holder} ${to.holder}`)).toEqual([
      ...['port a', 'a b', 'port b', 'b port'],
    ]);
  });

  it('adds up what moved the same way, and knows no sum where one quantity is unknown', () => {
    const { arrows } = drawTrace(traceOf({ reached, movements }));
    expect(arrows.map(({ from, to, quantity }) => [from.holder, to.lot, to.holder, quantity])).toEqual([
      ['port', 'L', 'a', 15],
      ['port', 'L', 'b', null],
      ['a', 'L1', 'a', 15],
    ]);
  });

  it('puts a box beside those it came from', () => {
    const crossed = [
      at('L', 'port', 0),
      at('L', 'a', 1, 1),
      at('L', 'b', 1, 2),
      at('X', 'c', 2, 3),
      at('Y', 'd', 2, 4),
    ];
    const ways = [
      ...[moved('L@port', 'L@a', 1, 1), moved('L@port', 'L@b', 1, 2)],
      ...[moved('L@b', 'X@c', 1, 3), moved('L@a', 'Y@d', 1, 4)],
    ];
    const { boxes } = drawTrace(traceOf({ reached: crossed, movements: ways }));
    expect(boxes.slice(-2).map(({ lot }) => lot)).toEqual(['Y', 'X']);
  });

  it('draws the nearest, and says how many it leaves out', () => {
    const many = Array.from({ length: MOST_BOXES + 7 }, (_, i) => at('L', `h${i}`, 1, i));
    const { boxes, left_out, arrows } = drawTrace(
      traceOf({ reached: many, movements: [moved('L@h0', 'L@h66', 1, 1)], reached_left_out: 3 }),
    );
    expect([boxes.length, left_out, arrows.length]).toEqual([MOST_BOXES, 10, 0]);
  });

  it('cuts a text by how wide it is drawn, Chinese at half as many signs', () => {
    expect(fitted('示范深港通运物流有限公司')).toBe('示范深港通运物流有限公司');
    expect(fitted('示范深港通运物流有限公司福田分公司')).toBe('示范深港通运物流有限公司…');
    expect(fitted('DEMO-BEEF-0417')).toBe('DEMO-BEEF-0417');
    expect(fitted('x'.repeat(30))).toHaveLength(22);
  });
});
