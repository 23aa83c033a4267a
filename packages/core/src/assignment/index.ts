export * from './assign.ts';
export { type ReplanOptions, type ReplanRound, replanRoutes } from './dynamic-equilibrium.ts';
export * from './tntp.ts';
