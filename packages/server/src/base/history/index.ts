import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { describeDamage } from './damage.ts';
import { historyErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveHistory } from './routes.ts';
import type { History } from './service.ts';

export {
  decodeFixes,
  decodeLinkStates,
  encodeFixes,
  FIX_COLUMNS,
  fixColumns,
  LINK_STATE_COLUMNS,
  networkNumber,
} from './batch-codec.ts';
export { type DamagedFile, describeDamage, listDamaged, listUnreadable } from './damage.ts';
export { type DatasetCode, RETENTION, type RetentionRule } from './dataset.ts';
export { historyErrors } from './errors.ts';
export { migrations } from './migrations/index.ts';
export type { PastLinkStates, PastPositions } from './model.ts';
export type { Columns, ParquetPort } from './parquet-port.ts';
export { serveHistory } from './routes.ts';
export { createHistory, type History, type HistoryDeps } from './service.ts';

export const declaration: ModuleDeclaration = { name: 'history', migrations, errors: historyErrors };

export const historyModule = (history: History, parquet: { stop(): Promise<void> }): Module => ({
  name: 'history',
  routes: [serveHistory(history)],
  degraded: [['history', () => describeDamage(history.damaged())]],
  metrics: { history: () => ({ damaged_files: history.damaged().length }) },
  start: history.start,
  async stop() {
    await history.stop();
    await parquet.stop();
  },
});
