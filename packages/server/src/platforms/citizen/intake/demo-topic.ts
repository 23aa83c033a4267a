import type { CaseType } from '@opentocc/contract';

/** Firms of the demo city that answer for what they carry. */
export type DemoFirmKey = 'taxi' | 'bus' | 'ride';

/** One matter that people of the demo city bring, in several ways of saying it. */
export interface DemoTopic {
  /** Code of the taxonomy. */
  readonly category: string;
  readonly type: CaseType;
  /** How often it comes among those of its type. */
  readonly weight: number;
  /** The firm that answers for it; a district's sub-centre or nobody without it. */
  readonly unit?: DemoFirmKey;
  readonly texts: readonly string[];
  readonly answers: readonly string[];
}
