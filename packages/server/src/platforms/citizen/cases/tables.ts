import type {
  Bilingual,
  CaseEntryKind,
  CaseField,
  CaseLinkKind,
  CaseRequestKind,
  CaseRule,
  CaseSuggestion,
  ClusterReason,
  MeantParty,
  OutsideCase,
} from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import type { ClockEvent } from '../../../kit/clocks/index.ts';
import type { CaseFactsRow } from './model.ts';

type Json<T extends object> = JSONColumnType<T, string, string>;
type JsonOrNull<T extends object> = JSONColumnType<T | null, string | null, string | null>;

/** Tables of the module, as its stores see them. */
export interface Tables {
  cases_case: Omit<CaseFactsRow, 'meant' | 'outside'> & {
    id: Generated<number>;
    version: number;
    meant: JsonOrNull<MeantParty>;
    outside: JsonOrNull<OutsideCase>;
  };
  cases_number: { day: string; last: number };
  cases_asker: {
    case: number;
    name: string;
    phone: string | null;
    email: string | null;
    phone_index: string | null;
    name_sealed: string;
    phone_sealed: string | null;
    email_sealed: string | null;
    text_sealed: string | null;
  };
  cases_entry: {
    id: Generated<number>;
    case: number;
    at_ms: number;
    principal: string;
    actor: string;
    kind: CaseEntryKind;
    text: Json<Bilingual>;
    detail: Json<Record<string, unknown>>;
  };
  cases_clock_event: { case: number; clock: string; seq: number; event: Json<ClockEvent> };
  cases_answer: {
    id: Generated<number>;
    case: number;
    text: string;
    author: string;
    unit: string | null;
    at_ms: number;
    at_once: boolean;
    refused: boolean;
  };
  cases_request: {
    id: Generated<number>;
    case: number;
    kind: CaseRequestKind;
    reason: string;
    unit: string;
    length: number | null;
    proposed_unit: string | null;
    author: string;
    at_ms: number;
    state: 'open' | 'granted' | 'refused' | 'gone';
    ruled_by: string | null;
    ruled_ms: number | null;
    ruling: string | null;
  };
  cases_link: { case: number; kind: CaseLinkKind; ref: string };
  cases_attachment: {
    id: Generated<number>;
    case: number;
    hash: string;
    name: string;
    author: string;
    at_ms: number;
    note: string;
  };
  cases_suggested: {
    case: number;
    suggested: Json<CaseSuggestion[]>;
    category: string;
    unit: string | null;
    at_ms: number;
  };
  cases_cluster: {
    id: Generated<number>;
    version: number;
    title: string;
    state: 'proposed' | 'confirmed' | 'dissolved';
    made_ms: number;
    answered_ms: number | null;
  };
  cases_cluster_member: {
    cluster: number;
    case: number;
    state: 'proposed' | 'confirmed' | 'removed';
    score: number;
    reasons: Json<ClusterReason[]>;
  };
  cases_category: {
    code: string;
    field: CaseField;
    name: Json<Bilingual>;
    words: string[];
    unit: string | null;
    valid_from: string;
    valid_to: string | null;
    successors: string[];
    source: Json<Bilingual>;
    assumed: boolean;
  };
  cases_rule: {
    key: string;
    version: number;
    rule: JSONColumnType<Omit<CaseRule, 'reason' | 'made_by' | 'made_ms'>>;
    reason: string;
    made_by: string;
    made_ms: number;
  };
}
