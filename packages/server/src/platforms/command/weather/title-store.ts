import { type Db, tables } from '../../../kit/db.ts';

interface Tables {
  weather_warning: {
    title: string;
    state: string;
    exercise: boolean;
    drill: number | null;
    issued_ms: number;
  };
}

/** Titles of warnings in force of which none is an exercise, the newest first. */
export async function titlesInForce(db: Db, most: number): Promise<string[]> {
  const rows = await tables<Tables>(db)
    .selectFrom('weather_warning')
    .select('title')
    .where('state', '=', 'in_force')
    .where('exercise', '=', false)
    .where('drill', 'is', null)
    .orderBy('issued_ms', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ title }) => title);
}
