import { createStore } from './store.ts';

/** Time of the last request caused by somebody at this page, by `performance.now()`: only that prolongs a session. */
export const lastRequest_ms = createStore(0);
