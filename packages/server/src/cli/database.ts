import { connectDatabase, startEmbeddedPostgres } from '../adapters/postgres/index.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../kit/log.ts';

/** A database that is ready for use. */
export interface OpenDatabase {
  readonly url: string;
  /** Ends it when it is ours alone. */
  stop(): Promise<void>;
  /** Ends it unless it ran before: for commands that work beside a running platform. */
  release(): Promise<void>;
  /** Why a statement failed, where the database itself knows more than the error says. */
  explain(error: unknown): unknown;
}

/** The outside database when one is named, else the embedded one. @throws AppError when it cannot be used. */
export async function openDatabase({ database_url, data_dir }: Config, log: Logger): Promise<OpenDatabase> {
  if (database_url) {
    await connectDatabase(database_url);
    const nothing = async () => undefined;
    return { url: database_url, stop: nothing, release: nothing, explain: (error) => error };
  }
  const { url, adopted, stop, explain } = await startEmbeddedPostgres({ data_dir, log });
  return { url, stop, explain, release: async () => (adopted ? undefined : stop()) };
}
