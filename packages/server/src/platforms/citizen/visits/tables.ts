import type { Generated, JSONColumnType } from 'kysely';
import type { ClockEvent } from '../../../kit/clocks/index.ts';
import type {
  AttemptRow,
  DrawCaseRow,
  DrawRow,
  RectificationEntry,
  RectificationRow,
  RuleRow,
  StratumCount,
  TokenRow,
  VisitRow,
} from './model.ts';

type Json<T extends object> = JSONColumnType<T, string, string>;
type WithId<T> = Omit<T, 'id'> & { id: Generated<number> };

/** Tables of the module, as its stores see them. */
export interface Tables {
  visits_draw: WithId<DrawRow>;
  visits_draw_case: DrawCaseRow;
  visits_stratum: StratumCount;
  visits_visit: WithId<VisitRow>;
  visits_attempt: AttemptRow & { id: Generated<number> };
  visits_token: TokenRow;
  visits_rectification: WithId<RectificationRow>;
  visits_rectification_entry: RectificationEntry & { id: Generated<number> };
  visits_clock_event: { rectification: number; seq: number; event: Json<ClockEvent> };
  visits_rule: Omit<RuleRow, 'rule' | 'name' | 'source'> & {
    rule: Json<RuleRow['rule']>;
    name: Json<RuleRow['name']>;
    source: Json<RuleRow['source']>;
  };
}
