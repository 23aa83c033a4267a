import type { ClassExample, Learned } from './model.ts';

/** What a training is given: pages of examples, then the end. */
export type ToLearning = { readonly examples: readonly ClassExample[] } | { readonly finish: true };

/** Its model is packed, as it is stored. */
export type PackedLearned = Omit<Learned, 'model'> & { readonly model: Uint8Array | null };

export type FromLearning =
  | { readonly taken: number }
  | { readonly learned: PackedLearned }
  | { readonly failed: string };
