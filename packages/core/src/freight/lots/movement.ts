/**
 * What happens to goods of a lot. `received` begins a lot in our book; `moved` changes the holder; `split`, `merged` and
 * `made` turn one lot into another; `packed` and `unpacked` put a lot into a container or pallet and take it out again;
 * `used_up` ends goods: sold to who eats them, or destroyed.
 */
export const MOVEMENT_KINDS = [
  'received',
  'moved',
  'split',
  'merged',
  'made',
  'packed',
  'unpacked',
  'used_up',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/**
 * One movement. A lot lies with several holders at once, so a quantity leaves (lot, holder) and comes to (lot, holder).
 * A split into three lots is three movements, and so is a merge of three.
 */
export interface Movement {
  readonly at_ms: number;
  readonly kind: MovementKind;
  readonly from_lot: string;
  readonly from_holder: string;
  readonly to_lot: string;
  readonly to_holder: string;
  /** In the unit of the lot; null where nobody said. */
  readonly quantity: number | null;
}

/** Why a movement is no movement. */
export type MovementFault = 'empty_name' | 'same_lot' | 'other_lot' | 'quantity' | 'same_place';

const CHANGES_LOT: ReadonlySet<MovementKind> = new Set(['split', 'merged', 'made', 'packed', 'unpacked']);
const LONGEST_NAME = 200;

/** What is wrong with a movement by itself; null where nothing is. */
export function movementFault(movement: Movement): MovementFault | null {
  const { kind, from_lot, to_lot, from_holder, to_holder, quantity } = movement;
  const isName = (name: string) => name.trim() !== '' && name.length <= LONGEST_NAME;
  if (![from_lot, to_lot, from_holder, to_holder].every(isName)) return 'empty_name';
  if (quantity !== null && !(quantity > 0 && Number.isFinite(quantity))) return 'quantity';
  if (CHANGES_LOT.has(kind)) return from_lot === to_lot ? 'same_lot' : null;
  if (from_lot !== to_lot) return 'other_lot';
  return kind === 'moved' && from_holder === to_holder ? 'same_place' : null;
}
