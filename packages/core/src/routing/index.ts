export * from './link-router.ts';
export { type SearchGraph, searchGraph } from './search-graph.ts';
