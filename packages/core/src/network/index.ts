export * from './road-network.ts';
