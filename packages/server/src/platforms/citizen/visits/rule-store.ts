import { type Db, tables } from '../../../kit/db.ts';
import type { RuleRow } from './model.ts';
import type { Tables } from './tables.ts';

/** Versions that people made; none is ever changed. */
export function createRuleStore(root: Db) {
  const db = tables<Pick<Tables, 'visits_rule'>>(root);
  return {
    list: (): Promise<RuleRow[]> =>
      db.selectFrom('visits_rule').selectAll().orderBy('key').orderBy('version').execute(),
    /** @returns undefined where somebody else made this version first */
    add: ({ rule, name, source, ...row }: RuleRow): Promise<RuleRow | undefined> =>
      db
        .insertInto('visits_rule')
        .values({
          ...row,
          rule: JSON.stringify(rule),
          name: JSON.stringify(name),
          source: JSON.stringify(source),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst(),
  };
}
export type RuleStore = ReturnType<typeof createRuleStore>;
