import type { Bilingual, CaseField, CaseType } from '@opentocc/contract';
import { FIELD_WORDS, TYPE_WORDS } from './words.ts';

/** What a column of the form counts. */
export type Measure =
  | 'received'
  | 'at_once'
  | 'dispatched'
  | 'closed'
  | 'closed_in_time'
  | 'visited'
  | 'satisfied';

export interface FormRow {
  readonly name: Bilingual;
  /** Cases of this type and field; null for all. */
  readonly type: CaseType | null;
  readonly field: CaseField | null;
  /** 0 for the total, 1 for types, 2 for fields of a type: rows of a level add up to the row above them. */
  readonly level: 0 | 1 | 2;
}

export interface MonthlyForm {
  readonly code: string;
  readonly title: Bilingual;
  readonly valid_from: string;
  readonly source: Bilingual;
  readonly assumed: boolean;
  readonly columns: readonly { readonly measure: Measure; readonly name: Bilingual }[];
  readonly rows: readonly FormRow[];
}

const types = Object.entries(TYPE_WORDS) as [CaseType, Bilingual][];
const fields = Object.entries(FIELD_WORDS) as [CaseField, Bilingual][];

/** 12328 monthly statistics, as data: another layout is another value, and nothing is programmed for it. */
export const FORM_12328: MonthlyForm = {
  code: '12328-monthly',
  title: { zh: '12328 交通运输服务监督热线业务月报表', en: 'Monthly statistics of the 12328 hotline' },
  valid_from: '2021-01-01',
  source: {
    zh: '按交运发〔2021〕89 号的业务类型与领域编排；部颁表式文本未查得，列项为假定',
    en: 'By the types and fields of 交运发〔2021〕89号; the official form is not known, its columns are assumed',
  },
  assumed: true,
  columns: [
    { measure: 'received', name: { zh: '受理', en: 'Received' } },
    { measure: 'at_once', name: { zh: '即时答复', en: 'Answered at once' } },
    { measure: 'dispatched', name: { zh: '转办', en: 'Dispatched' } },
    { measure: 'closed', name: { zh: '办结', en: 'Closed' } },
    { measure: 'closed_in_time', name: { zh: '限时办结', en: 'Closed in time' } },
    { measure: 'visited', name: { zh: '回访接通', en: 'Visited' } },
    { measure: 'satisfied', name: { zh: '回访满意', en: 'Satisfied' } },
  ],
  rows: [
    { name: { zh: '合计', en: 'Total' }, type: null, field: null, level: 0 },
    ...types.flatMap(([type, name]): FormRow[] => [
      { name, type, field: null, level: 1 },
      ...fields.map(([field, of]): FormRow => ({ name: of, type, field, level: 2 })),
    ]),
  ],
};
