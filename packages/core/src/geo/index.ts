export * from './area.ts';
export * from './distance.ts';
