export * from './model.ts';
export * from './national.ts';
export { readCap } from './read-cap.ts';
export { CapFault, capTime, writeCap } from './write-cap.ts';
