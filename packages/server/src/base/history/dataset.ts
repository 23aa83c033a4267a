import type { Bilingual, Dataset } from '@opentocc/contract';

export type DatasetCode = Dataset['code'];

interface DatasetFacts {
  readonly name: Bilingual;
  /** How rows lie in a file, so that a question about one vehicle or link reads few row groups. */
  readonly order: readonly string[];
}

/** What is stored, and in which order inside a file. */
export const DATASETS: Record<DatasetCode, DatasetFacts> = {
  fixes: { name: { zh: '车辆定位', en: 'Vehicle fixes' }, order: ['vehicle', 'at_ms'] },
  link_states: { name: { zh: '路段状态', en: 'Link states' }, order: ['link', 'window_end_ms'] },
};

export const DATASET_CODES = Object.keys(DATASETS) as DatasetCode[];

/** How long a dataset is retained, from a day on; the latest rule that has begun is in force. */
export interface RetentionRule {
  readonly dataset: DatasetCode;
  readonly valid_from: string;
  readonly days: number;
  readonly source: string;
  /** True where no binding rule states the figure. */
  readonly assumed: boolean;
}

/** Three months for traces and two years for states are assumed; a city sets its own. */
export const RETENTION: readonly RetentionRule[] = [
  {
    dataset: 'fixes',
    valid_from: '2014-07-01',
    days: 183,
    source:
      'Measures for the dynamic supervision of road transport vehicles (道路运输车辆动态监督管理办法): dynamic monitoring data is retained for at least 6 months',
    assumed: false,
  },
  {
    dataset: 'link_states',
    valid_from: '2020-01-01',
    days: 731,
    source: 'Two years, so that a month is compared with that of the year before',
    assumed: true,
  },
];

/** Days that `dataset` is retained by the rules in force on `day` (yyyy-mm-dd). */
export function retentionDays(rules: readonly RetentionRule[], dataset: DatasetCode, day: string): number {
  const inForce = rules
    .filter((rule) => rule.dataset === dataset && rule.valid_from <= day)
    .sort((a, b) => a.valid_from.localeCompare(b.valid_from));
  return inForce.at(-1)?.days ?? Number.POSITIVE_INFINITY;
}
