import type { NetworkArea } from '@opentocc/core/network';

/** How a network is imported. */
export interface ImportOptions {
  /** Districts to assign links to, WGS-84; empty for none. */
  readonly districts: readonly NetworkArea[];
  /** Called with the progress: the step, and how many elements of it are done. */
  readonly onProgress?: (step: 'read' | 'cut', done: number) => void;
}
