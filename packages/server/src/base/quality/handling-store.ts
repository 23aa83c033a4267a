import type { HandlingAct } from '@opentocc/contract';
import type { Generated } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import { type Finding, type FindingSubject, subjectKey } from './finding.ts';
import type { Mute, StoredAct } from './handling.ts';

interface Tables {
  quality_handling: {
    id: Generated<number>;
    finding: number;
    at_ms: number;
    principal: string;
    actor: string;
    /** jsonb: comes back parsed. */
    act: string;
  };
  quality_mute: {
    source: number;
    kind: Finding['kind'];
    variant: string;
    until_ms: number;
    reason: string;
    actor: string;
  };
}

/** What people did about findings, an act a row, and which findings are silent. */
export function createHandlingStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    /** One act on several findings, all or none; a silence is set or ended for what they are of. */
    async add(
      act: HandlingAct,
      on: readonly Finding[],
      by: Omit<StoredAct, 'finding' | 'act'>,
    ): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        const rows = on.map(({ id }) => ({ ...by, finding: id, act: JSON.stringify(act) }));
        await transaction.insertInto('quality_handling').values(rows).execute();
        if (act.kind !== 'muted') return;
        for (const { source, kind, variant } of on) {
          await transaction
            .deleteFrom('quality_mute')
            .where('source', '=', source)
            .where('kind', '=', kind)
            .where('variant', '=', variant)
            .execute();
          if (act.until_ms === null) continue;
          const { until_ms, reason } = act;
          await transaction
            .insertInto('quality_mute')
            .values({ source, kind, variant, until_ms, reason, actor: by.actor })
            .execute();
        }
      });
    },
    /** By finding, the oldest first. */
    async listActs(findings: readonly number[]): Promise<ReadonlyMap<number, readonly StoredAct[]>> {
      const found = new Map<number, StoredAct[]>(findings.map((id) => [id, []]));
      if (findings.length === 0) return found;
      const rows = await db
        .selectFrom('quality_handling')
        .select(['finding', 'at_ms', 'principal', 'actor', 'act'])
        .where('finding', 'in', findings)
        .orderBy('id')
        .execute();
      for (const row of rows)
        found.get(row.finding)?.push({ ...row, act: row.act as unknown as HandlingAct });
      return found;
    },
    /** Silences that end after now. */
    async findMutes(now_ms: number): Promise<(subject: FindingSubject) => Mute | undefined> {
      const rows = await db.selectFrom('quality_mute').selectAll().where('until_ms', '>', now_ms).execute();
      const mutes = new Map(rows.map((row) => [subjectKey(row), row]));
      return (subject) => mutes.get(subjectKey(subject));
    },
    async forgetMutes(before_ms: number): Promise<void> {
      await db.deleteFrom('quality_mute').where('until_ms', '<', before_ms).execute();
    },
  };
}

export type HandlingStore = ReturnType<typeof createHandlingStore>;
