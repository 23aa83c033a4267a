export { createDuckDbParquet, type DuckDbOptions, type DuckDbParquet } from './duckdb-parquet.ts';
