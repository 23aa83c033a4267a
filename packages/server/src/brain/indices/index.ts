export { indicesErrors } from './errors.ts';
export { serveIndices } from './routes.ts';
export { createIndices, type Indices, type IndicesDeps } from './service.ts';
export { migrations } from './store.ts';
