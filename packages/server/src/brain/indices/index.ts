import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { indicesErrors } from './errors.ts';
import { createLiveIndices } from './live-indices.ts';
import { migrations } from './migrations/index.ts';
import { serveIndices } from './routes.ts';
import type { Indices } from './service.ts';

export { indicesErrors } from './errors.ts';
export { createLiveIndices } from './live-indices.ts';
export { migrations } from './migrations/index.ts';
export { serveIndices } from './routes.ts';
export { createIndices, type Indices, type IndicesDeps } from './service.ts';

export const declaration: ModuleDeclaration = { name: 'indices', migrations, errors: indicesErrors };

export const indicesModule = (indices: Indices): Module => ({
  name: 'indices',
  routes: serveIndices(indices),
  topics: [createLiveIndices(indices)],
  jobs: [{ name: 'forget old indices', every_ms: 3_600_000, run: indices.sweep }],
  start: indices.start,
  stop: indices.flush,
});
