export * from './regimes/index.ts';
