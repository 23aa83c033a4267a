import { type Db, tables } from '../../../kit/db.ts';
import type { RuleText } from './rules.ts';
import type { Tables } from './tables.ts';

export interface RuleRow {
  readonly key: string;
  readonly version: number;
  readonly rule: RuleText;
  readonly reason: string;
  readonly made_by: string;
  readonly made_ms: number;
}

/** Versions that people made; none is ever changed. */
export function createRuleStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    list: (): Promise<RuleRow[]> =>
      db.selectFrom('cases_rule').selectAll().orderBy('made_ms').orderBy('version').execute(),
    /** @returns undefined where somebody else made this version first */
    add: ({ rule, ...row }: RuleRow): Promise<RuleRow | undefined> =>
      db
        .insertInto('cases_rule')
        .values({ ...row, rule: JSON.stringify(rule) })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst(),
  };
}
export type RuleStore = ReturnType<typeof createRuleStore>;
