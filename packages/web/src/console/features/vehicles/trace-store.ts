import type { Trace } from '@opentocc/contract';
import { createStore } from '../../../ui/store.ts';

/** The trace that was asked for last; the map draws it while its vehicle is chosen. */
export const traceStore = createStore<{ readonly vehicle: number; readonly trace: Trace } | null>(null);
/** The instant of the trace that is pointed at, UTC ms; null for none. */
export const cursorStore = createStore<number | null>(null);
