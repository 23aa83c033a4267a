import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { indicesErrors } from './errors.ts';
import type { LinkPast } from './link-past.ts';
import { createLiveIndices } from './live-indices.ts';
import { migrations } from './migrations/index.ts';
import { serveIndices } from './routes.ts';
import type { Indices } from './service.ts';

export { indicesErrors } from './errors.ts';
export type { Slot } from './free-flow-store.ts';
export type { Grouping } from './grouping.ts';
export { membersOf } from './grouping.ts';
export { hubsOf } from './hubs.ts';
export type { LinkPast } from './link-past.ts';
export { createLiveIndices } from './live-indices.ts';
export { migrations } from './migrations/index.ts';
export { serveIndices } from './routes.ts';
export { createIndices, type Indices, type IndicesDeps } from './service.ts';
export type { IndexSeriesRow } from './store.ts';

export const declaration: ModuleDeclaration = { name: 'indices', migrations, errors: indicesErrors };

export interface IndicesModuleDeps {
  readonly indices: Indices;
  readonly linkPast: LinkPast;
}

export const indicesModule = ({ indices, linkPast }: IndicesModuleDeps): Module => ({
  name: 'indices',
  routes: serveIndices(indices),
  topics: [createLiveIndices(indices)],
  jobs: [{ name: 'forget old indices', every_ms: 3_600_000, run: indices.sweep }],
  demo: async () => (await import('./demo.ts')).createIndicesDemo({ indices, statesAt: linkPast.statesAt }),
  start: indices.start,
  stop: indices.flush,
});
