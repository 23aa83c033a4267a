export { createLinkHierarchy, type LinkHierarchy } from './link-hierarchy.ts';
export * from './link-router.ts';
export { MinHeap } from './min-heap.ts';
export { type SearchGraph, searchGraph } from './search-graph.ts';
