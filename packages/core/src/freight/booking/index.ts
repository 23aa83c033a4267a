export * from './slot.ts';
export { SHARE_HOLDS_MS, SlotBook } from './slot-book.ts';
