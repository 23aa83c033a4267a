import type { ClockRule } from '@opentocc/contract';
import type { JSONColumnType } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface RuleTable {
  code: string;
  version: number;
  rule: JSONColumnType<ClockRule>;
  reason: string;
  made_by: string;
  made_ms: number;
}

export interface RuleRow {
  readonly code: string;
  readonly version: number;
  readonly rule: ClockRule;
  readonly reason: string;
  readonly made_by: string;
  readonly made_ms: number;
}

/** Versions that people made; none is ever changed. */
export function createRuleStore(root: Db) {
  const db = tables<{ situations_rule: RuleTable }>(root);
  return {
    list: (): Promise<RuleRow[]> =>
      db.selectFrom('situations_rule').selectAll().orderBy('code').orderBy('version').execute(),
    /** @returns undefined where somebody else made this version first */
    add: ({ rule, ...row }: RuleRow): Promise<RuleRow | undefined> =>
      db
        .insertInto('situations_rule')
        .values({ ...row, rule: JSON.stringify(rule) })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst(),
  };
}
export type RuleStore = ReturnType<typeof createRuleStore>;
