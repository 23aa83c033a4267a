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
export { migrations } from './log-store.ts';
export type { PastLinkStates, PastPositions } from './model.ts';
export type { Columns, ParquetPort } from './parquet-port.ts';
export { serveHistory } from './routes.ts';
export { createHistory, type History, type HistoryDeps } from './service.ts';
