import type { ClassRules, ClassTraining, ClassTrainingState } from '@opentocc/contract';
import { sql } from 'kysely';
import type { Db } from '../../../kit/db.ts';
import type { PackedLearned } from './protocol.ts';

/** What is known of a training without its model. */
type Said = Omit<PackedLearned, 'model' | 'state'>;

interface TrainingRow {
  readonly id: number;
  readonly began_ms: number;
  readonly ended_ms: number | null;
  readonly account: string | null;
  readonly state: ClassTrainingState;
  readonly closed: number;
  readonly learned: Said | null;
}

/** Models that stay, to look back at; the figures of all trainings stay. */
const MOST_MODELS = 3;
const MOST_LISTED = 20;

/** The only SQL of the module. */
export function createClassStore(db: Db) {
  const COLUMNS = sql`id, began_ms, ended_ms, account, state, closed, learned`;
  return {
    async begin(
      began_ms: number,
      account: string | null,
      closed: number,
      rules: ClassRules,
    ): Promise<number> {
      const { rows } = await sql<{ id: number }>`
        INSERT INTO case_classes_training (began_ms, account, state, closed, rules)
        VALUES (${began_ms}, ${account}, 'running', ${closed}, ${JSON.stringify(rules)}::jsonb)
        RETURNING id`.execute(db);
      return rows[0].id;
    },
    /** With its model or not at all; the models of the oldest are forgotten. */
    async finish(id: number, ended_ms: number, { model, state, ...said }: PackedLearned): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await sql`UPDATE case_classes_training SET state = ${state}, ended_ms = ${ended_ms},
          learned = ${JSON.stringify(said)}::jsonb, model = ${model && Buffer.from(model)}
          WHERE id = ${id}`.execute(tx);
        await sql`UPDATE case_classes_training SET model = NULL WHERE model IS NOT NULL AND id NOT IN (
          SELECT id FROM case_classes_training WHERE model IS NOT NULL ORDER BY id DESC LIMIT ${MOST_MODELS})`.execute(
          tx,
        );
      });
    },
    async fail(
      id: number,
      ended_ms: number,
      state: 'failed' | 'interrupted',
      failure: string,
    ): Promise<void> {
      await sql`UPDATE case_classes_training SET state = ${state}, ended_ms = ${ended_ms}, failure = ${failure}
        WHERE id = ${id}`.execute(db);
    },
    /** Of a process that ended in the middle. */
    async interruptAll(): Promise<void> {
      await sql`UPDATE case_classes_training SET state = 'interrupted' WHERE state = 'running'`.execute(db);
    },
    /** The newest first. */
    async list(): Promise<ClassTraining[]> {
      const { rows } = await sql<TrainingRow>`
        SELECT ${COLUMNS} FROM case_classes_training ORDER BY id DESC LIMIT ${MOST_LISTED}`.execute(db);
      return rows.map(trainingOf);
    },
    /** The last one that found whether a model is better than the words. */
    async findDecided(): Promise<(ClassTraining & { readonly model: Uint8Array | null }) | undefined> {
      const { rows } = await sql<TrainingRow & { readonly model: Uint8Array | null }>`
        SELECT ${COLUMNS}, model FROM case_classes_training WHERE state IN ('used', 'refused')
        ORDER BY id DESC LIMIT 1`.execute(db);
      const [row] = rows;
      return row && { ...trainingOf(row), model: row.model };
    },
  };
}

export type ClassStore = ReturnType<typeof createClassStore>;

function trainingOf({ account, learned, ...row }: TrainingRow): ClassTraining {
  const { cases = 0, known = [], unknown = [], held_out = null } = learned ?? {};
  const says = learned?.says ?? { type: false, unit: false };
  const { id, began_ms, ended_ms, state, closed } = row;
  return {
    ...{ id, began_ms, ended_ms, by: account, state, closed, cases },
    ...{ known: [...known], unknown: [...unknown], held_out, says },
  };
}
