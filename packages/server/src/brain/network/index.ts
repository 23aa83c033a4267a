export { networkRoutes } from './routes.ts';
export { createNetwork, type Network } from './service.ts';
