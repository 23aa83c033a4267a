/** Pages with the map; their addresses are the same as in the router. */
const WITH_MAP = ['/map'];

/**
 * Begins to fetch what the page of this address is drawn with, once it is known that somebody is signed in: each part would
 * otherwise be asked for only when the one around it has come, and a map stands behind five of them. What fails is asked
 * for again, and said, where it is needed.
 */
export function fetchFirstParts(path: string): void {
  if (!WITH_MAP.includes(path)) return;
  const parts = [import('./map/map-layers.ts'), import('./map-page.tsx'), import('./map/map-canvas.tsx')];
  const worker = import('../ui/map/fetch-worker.ts').then(({ fetchWorker }) => fetchWorker());
  void Promise.allSettled([...parts, worker]);
}
