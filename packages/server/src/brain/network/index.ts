import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { networkErrors } from './errors.ts';
import { serveNetwork } from './routes.ts';
import type { Network } from './service.ts';

export { checkNetwork, type NetworkFinding } from './check-network.ts';
export { networkErrors } from './errors.ts';
export { readDistricts } from './import/districts.ts';
export { importNetwork } from './import/import-network.ts';
export { stretchOf } from './link-stretch.ts';
export { createNetwork, type Network } from './service.ts';
export { type NetworkSummary, summariseNetwork } from './summarise-network.ts';

export const declaration: ModuleDeclaration = { name: 'network', errors: networkErrors };

export const networkModule = (network: Network): Module => ({
  name: 'network',
  routes: [serveNetwork(network)],
});
