import type { LotTrace, TracedLot } from '@opentocc/contract';

/** Boxes and the room between them, px. */
export const BOX = { width: 190, height: 64 } as const;
const COLUMN_PX = 270;
const ROW_PX = 80;
const EDGE_PX = 4;
/** More boxes than these are read in the table. */
export const MOST_BOXES = 60;

/** A lot with one holder, drawn. */
export interface TraceBox extends TracedLot {
  readonly key: string;
  /** Upper left corner, px. */
  readonly x: number;
  readonly y: number;
}

/** All movements between two boxes. */
export interface TraceArrow {
  readonly key: string;
  readonly from: TraceBox;
  readonly to: TraceBox;
  /** Together; null where one of them is not known. */
  readonly quantity: number | null;
  readonly movements: number;
}

export interface TraceGraph {
  readonly boxes: readonly TraceBox[];
  readonly arrows: readonly TraceArrow[];
  /** Lots with holders that are not drawn. */
  readonly left_out: number;
  readonly width: number;
  readonly height: number;
}

/** Widths of signs of 12 px and the room of a box for them, px: han characters are as wide as they are high. */
const [WIDE_PX, NARROW_PX, ROOM_PX] = [12.5, 7.5, 168];

/** A text as far as a box has room for it. */
export function fitted(text: string): string {
  let width_px = 0;
  const signs = [...text];
  const end = signs.findIndex((sign) => {
    width_px += sign > '\u2e7f' ? WIDE_PX : NARROW_PX;
    return width_px > ROOM_PX;
  });
  return end < 0 ? text : `${signs.slice(0, end - 1).join('')}…`;
}

const keyOf = (lot: string, holder: string): string => `${lot}\u0000${holder}`;

/**
 * Draws a trace from left to right in the order of time: each box one column behind the farthest that goods came from before
 * they left it, and beside those that it is linked with in the columns before.
 */
export function drawTrace({ reached, movements, reached_left_out }: LotTrace): TraceGraph {
  const near = [...reached]
    .sort((one, other) => one.steps - other.steps || one.at_ms - other.at_ms)
    .slice(0, MOST_BOXES)
    .map((one) => ({ one, key: keyOf(one.lot, one.holder) }));
  const columns = columnsOf(movements);
  const columnOf = (key: string) => columns.get(key) ?? 0;
  const last = Math.max(0, ...near.map(({ key }) => columnOf(key)));
  const neighbours = neighboursOf(movements);
  const rows = new Map<string, number>();
  const boxes: TraceBox[] = [];
  for (let column = 0; column <= last; column++) {
    const placed = near
      .filter(({ key }) => columnOf(key) === column)
      .map((each) => ({ ...each, row: meanOf(neighbours.get(each.key) ?? [], rows) }))
      .sort((one, other) => one.row - other.row || one.one.at_ms - other.one.at_ms);
    for (const [row, { one, key }] of placed.entries()) {
      rows.set(key, row);
      boxes.push({ ...one, key, x: EDGE_PX + column * COLUMN_PX, y: EDGE_PX + row * ROW_PX });
    }
  }
  return {
    ...{ boxes, arrows: arrowsOf(movements, boxes) },
    left_out: reached.length - boxes.length + reached_left_out,
    width: 2 * EDGE_PX + last * COLUMN_PX + BOX.width,
    height: Math.max(0, ...boxes.map(({ y }) => y)) + BOX.height + EDGE_PX,
  };
}

/** The column of each lot with a holder, from 0; what comes back to where it left from is drawn back. */
function columnsOf(movements: LotTrace['movements']): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const left = new Set<string>();
  for (const one of [...movements].sort((a, b) => a.at_ms - b.at_ms || a.ref - b.ref)) {
    const from = keyOf(one.from_lot, one.from_holder);
    const to = keyOf(one.to_lot, one.to_holder);
    const column = columns.get(from) ?? 0;
    columns.set(from, column);
    left.add(from);
    if (!left.has(to)) columns.set(to, Math.max(columns.get(to) ?? 0, column + 1));
  }
  return columns;
}

function neighboursOf(movements: LotTrace['movements']): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (key: string, other: string) => found.set(key, [...(found.get(key) ?? []), other]);
  for (const { from_lot, from_holder, to_lot, to_holder } of movements) {
    add(keyOf(from_lot, from_holder), keyOf(to_lot, to_holder));
    add(keyOf(to_lot, to_holder), keyOf(from_lot, from_holder));
  }
  return found;
}

/** Where those that are placed already stand on average; last of all where none is. */
function meanOf(keys: readonly string[], rows: ReadonlyMap<string, number>): number {
  const placed = keys.flatMap((key) => rows.get(key) ?? []);
  return placed.length === 0 ? MOST_BOXES : placed.reduce((sum, row) => sum + row, 0) / placed.length;
}

function arrowsOf(movements: LotTrace['movements'], boxes: readonly TraceBox[]): TraceArrow[] {
  const byKey = new Map(boxes.map((box) => [box.key, box]));
  const arrows = new Map<string, TraceArrow>();
  for (const { from_lot, from_holder, to_lot, to_holder, quantity } of movements) {
    const from = byKey.get(keyOf(from_lot, from_holder));
    const to = byKey.get(keyOf(to_lot, to_holder));
    if (!from || !to || from === to) continue;
    const key = `${from.key}\u0000${to.key}`;
    const before = arrows.get(key) ?? { key, from, to, quantity: 0, movements: 0 };
    const known = before.quantity !== null && quantity !== null;
    arrows.set(key, {
      ...before,
      quantity: known ? Number(before.quantity) + quantity : null,
      movements: before.movements + 1,
    });
  }
  return [...arrows.values()];
}
