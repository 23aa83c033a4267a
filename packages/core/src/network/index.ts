export * from './assumed-limits.ts';
export * from './build-network.ts';
export * from './components.ts';
export * from './csr.ts';
export * from './network-file.ts';
export * from './raw-network.ts';
export * from './road-network.ts';
export { sha256Hex } from './sha256.ts';
export { LONGEST_SEGMENT_M, splitLongLinks } from './split-links.ts';
