import type { Dataset, LeftOutFile } from '@opentocc/contract';

/** Damaged files of a dataset, as they are found below the data folder. */
export const namesOf = (dataset: Dataset['code'], files: readonly LeftOutFile[]) =>
  files.map(({ file }) => `${dataset}/${file}`);
