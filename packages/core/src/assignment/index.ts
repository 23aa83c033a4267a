export * from './assign.ts';
export * from './tntp.ts';
