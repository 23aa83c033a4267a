export type { FixBatch } from './fix-batch.ts';
