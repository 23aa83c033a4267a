export * from './booking/index.ts';
export * from './cold-chain/index.ts';
export * from './gate/index.ts';
export * from './lots/index.ts';
export * from './plates/index.ts';
export * from './queues/index.ts';
export * from './regimes/index.ts';
export * from './trips/index.ts';
