import type { Bilingual, SignalLevel } from '@opentocc/contract';
import { type Db, tables } from '../../../kit/db.ts';
import { warningInEnglish } from './in-english.ts';

interface Tables {
  weather_warning: {
    title: string;
    kind: string;
    level: SignalLevel | null;
    state: string;
    exercise: boolean;
    drill: number | null;
    issued_ms: number;
  };
}

/** Titles of warnings in force of which none is an exercise, the newest first; in English by their kind and level. */
export async function titlesInForce(db: Db, most: number): Promise<Bilingual[]> {
  const rows = await tables<Tables>(db)
    .selectFrom('weather_warning')
    .select(['title', 'kind', 'level', 'issued_ms'])
    .where('state', '=', 'in_force')
    .where('exercise', '=', false)
    .where('drill', 'is', null)
    .orderBy('issued_ms', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({ zh: row.title, en: warningInEnglish(row) }));
}
