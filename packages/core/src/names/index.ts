export * from './english-name.ts';
