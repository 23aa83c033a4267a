import type { CaseType, ClassRules, HeldOutFigures } from '@opentocc/contract';
import type { TextModel } from '@opentocc/core/text';
import type { Asked } from '../cases/index.ts';
import type { UnitCount } from './unit-table.ts';

/** A closed case under the category that has its place today. */
export interface ClassExample extends Asked {
  readonly category: string;
  readonly type: CaseType;
  /** Who had it to answer in the end; null where it never left the hotline. */
  readonly unit: string | null;
  readonly received_ms: number;
  readonly cluster: number | null;
}

/** The taxonomy of a day, as suggesters look at it. */
export interface TaxonomyDay {
  readonly categories: readonly {
    readonly code: string;
    readonly unit: string | null;
    readonly words: readonly string[];
  }[];
  /** Every category that was ever in use, with the one that has its place; none where it was split or ended. */
  readonly today: ReadonlyMap<string, string>;
  readonly types: readonly { readonly name: CaseType; readonly words: readonly string[] }[];
  /** Units that there are; null where nobody asks. */
  readonly units: ReadonlySet<string> | null;
}

/** What was learned of closed cases. Types and units are missing where the words were better. */
export interface ClassModel {
  readonly categories: TextModel;
  readonly types: TextModel | null;
  readonly units: readonly UnitCount[] | null;
}

export interface CategoryCount {
  readonly category: string;
  readonly cases: number;
}

/** What became of a training that ran to its end. */
export interface Learned {
  readonly state: 'used' | 'refused' | 'too_few';
  /** Learned from. */
  readonly cases: number;
  readonly known: readonly CategoryCount[];
  readonly unknown: readonly CategoryCount[];
  readonly held_out: HeldOutFigures | null;
  readonly says: { readonly type: boolean; readonly unit: boolean };
  /** Of one that is used. */
  readonly model: ClassModel | null;
}

/** What a training begins with. */
export interface LearnStart {
  readonly rules: ClassRules;
  readonly day: TaxonomyDay;
}
