export { findBinaries } from './binaries.ts';
export { connectDatabase, OLDEST_VERSION } from './connect-database.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.ts';
