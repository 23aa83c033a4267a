import type { IndexConfig } from '@opentocc/core/traffic';
import { sql } from 'kysely';
import type { Db } from '../../kit/db.ts';

/** A configuration that an operator set, and why. */
export interface SetConfig {
  readonly config: IndexConfig;
  readonly reason: string;
  readonly set_by: string;
  readonly set_ms: number;
}

/** Configurations set by operators. Rows are only added and withdrawn, never changed. */
export function createConfigStore(db: Db) {
  return {
    /** Those not withdrawn, oldest first. */
    async listSet(): Promise<SetConfig[]> {
      const { rows } = await sql<SetConfig>`SELECT config, reason, set_by, set_ms FROM indices_config
        WHERE withdrawn_ms IS NULL ORDER BY valid_from_ms`.execute(db);
      return rows;
    },
    /** Versions ever used, those withdrawn too. */
    async listVersions(): Promise<string[]> {
      const { rows } = await sql<{
        formula_version: string;
      }>`SELECT formula_version FROM indices_config`.execute(db);
      return rows.map(({ formula_version }) => formula_version);
    },
    /** @returns false when there is one for that day already. */
    async add({ config, reason, set_by, set_ms }: SetConfig): Promise<boolean> {
      const { numAffectedRows } = await sql`
        INSERT INTO indices_config (formula_version, valid_from_ms, config, reason, set_by, set_ms)
        VALUES (${config.formula_version}, ${config.valid_from_ms}, ${JSON.stringify(config)}::jsonb, ${reason}, ${set_by},
          ${set_ms})
        ON CONFLICT DO NOTHING`.execute(db);
      return numAffectedRows === 1n;
    },
    /** Withdraws one that is not in force at `now_ms`. @returns false when there is none such. */
    async withdraw(formula_version: string, by: string, now_ms: number): Promise<boolean> {
      const { numAffectedRows } = await sql`
        UPDATE indices_config SET withdrawn_by = ${by}, withdrawn_ms = ${now_ms}
        WHERE formula_version = ${formula_version} AND withdrawn_ms IS NULL AND valid_from_ms > ${now_ms}`.execute(
        db,
      );
      return numAffectedRows === 1n;
    },
  };
}

export type ConfigStore = ReturnType<typeof createConfigStore>;
