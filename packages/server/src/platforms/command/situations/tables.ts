import type { Bilingual, MergeReason, SituationValidity, TimelineEntry } from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import type { ClockEvent } from '../../../kit/clocks/index.ts';
import type { SituationFactsRow, TakenReport } from './model.ts';

type Json<T extends object> = JSONColumnType<T, string, string>;

/** Tables of the module, as its stores see them. */
export interface Tables {
  situations_situation: Omit<SituationFactsRow, 'validity'> & {
    id: Generated<number>;
    version: number;
    validity: Json<SituationValidity>;
  };
  situations_report: {
    id: Generated<number>;
    key: string;
    situation: number;
    first_situation: number;
    origin: TakenReport['origin'];
    kind: TakenReport['kind'];
    at_ms: number;
    received_ms: number;
    lon: number;
    lat: number;
    road: string;
    text: string;
    author: string;
    attributes: Json<Record<string, unknown>>;
    ended_ms: number | null;
  };
  situations_caller: {
    report: number;
    name: string;
    phone: string;
    name_sealed: string;
    phone_sealed: string;
  };
  situations_entry: {
    id: Generated<number>;
    situation: number;
    at_ms: number;
    principal: string;
    actor: string;
    kind: TimelineEntry['kind'];
    text: Json<Bilingual>;
    detail: Json<Record<string, unknown>>;
  };
  situations_clock_event: { situation: number; clock: string; seq: number; event: Json<ClockEvent> };
  situations_attachment: {
    id: Generated<number>;
    situation: number;
    hash: string;
    name: string;
    author: string;
    at_ms: number;
    note: string;
  };
  situations_proposal: {
    id: Generated<number>;
    earlier: number;
    later: number;
    score: number;
    reasons: Json<MergeReason[]>;
    made_ms: number;
    state: 'open' | 'accepted' | 'refused' | 'gone';
  };
}
