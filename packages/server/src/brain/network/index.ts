export { checkNetwork, type NetworkFinding } from './check-network.ts';
export { networkErrors } from './errors.ts';
export { readDistricts } from './import/districts.ts';
export { importNetwork } from './import/import-network.ts';
export { serveNetwork } from './routes.ts';
export { createNetwork, type Network } from './service.ts';
export { type NetworkSummary, summariseNetwork } from './summarise-network.ts';
