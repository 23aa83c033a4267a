export type { FixBatch, HoldReading } from './fix-batch.ts';
export { copyFixBatch, createFixBatch, type OpenFixBatch, pickFixes } from './fix-columns.ts';
export { isPlaced, POSITIONED_BIT } from './placed.ts';
