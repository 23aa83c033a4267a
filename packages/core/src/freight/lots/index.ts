export {
  type Direction as TraceDirection,
  LotIndex,
  type Reached,
  type Trace,
  type TracedMovement,
} from './lot-index.ts';
export {
  MOVEMENT_KINDS,
  type Movement,
  type MovementFault,
  type MovementKind,
  movementFault,
} from './movement.ts';
