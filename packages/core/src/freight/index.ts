export * from './regimes/index.ts';
export * from './trips/index.ts';
