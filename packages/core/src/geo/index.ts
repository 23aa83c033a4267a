export * from './area.ts';
export * from './datum.ts';
export * from './distance.ts';
