import { createStore } from './store.ts';

/** When this page last asked for something that somebody at it had done, by `performance.now()`: that keeps a session open. */
export const lastRequest_ms = createStore(0);
