export { indicesErrors } from './errors.ts';
export { createIndices, type Indices, type IndicesDeps } from './service.ts';
export { migrations } from './store.ts';
