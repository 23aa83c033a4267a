import type { Generated, JSONColumnType } from 'kysely';
import type { CrossingRow, ForecastRow, LanesRow, ScoreRow, VisitRow } from './model.ts';

type Json<T extends object | null> = JSONColumnType<NonNullable<T>, string, string>;

/** Tables of the module, as its store sees them. */
export interface Tables {
  ports_crossing: CrossingRow;
  ports_visit: Omit<VisitRow, 'id'> & { id: Generated<number> };
  ports_lanes: Omit<LanesRow, 'id' | 'plan' | 'source'> & {
    id: Generated<number>;
    plan: Json<LanesRow['plan']>;
    source: Json<LanesRow['source']>;
  };
  ports_forecast: Omit<ForecastRow, 'id' | 'lanes' | 'hours'> & {
    id: Generated<number>;
    lanes: Json<ForecastRow['lanes']>;
    hours: JSONColumnType<ForecastRow['hours'][number][], string, string>;
  };
  ports_score: Omit<ScoreRow, 'measured'> & {
    measured: JSONColumnType<NonNullable<ScoreRow['measured']> | null, string | null, string | null>;
  };
}
