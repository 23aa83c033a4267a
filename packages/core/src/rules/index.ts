export * from './rule-kernel.ts';
export * from './slots.ts';
