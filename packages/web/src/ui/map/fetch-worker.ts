import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

/** Has the browser fetch the map's worker, so that it is there when the map starts it. */
export const fetchWorker = (): Promise<Response> => fetch(workerUrl);
