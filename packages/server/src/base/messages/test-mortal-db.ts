import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from '../../kit/db.ts';

/**
 * A database as a process has it that is killed at its n-th statement: that one and all after it never come back, and every
 * connection breaks, so that the server sees what it sees after kill −9.
 * @param ran whether that statement was run before the end, its answer lost
 */
export function openMortalDb(url: string, statements: number, ran: boolean): { db: Db; died: Promise<void> } {
  const clients = new Set<pg.Client>();
  let left = statements;
  let die: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const end = () => {
    for (const client of clients)
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    die();
    return new Promise<never>(() => undefined);
  };
  const connect = async () => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    clients.add(client);
    return {
      async query(text: string, values: unknown[]) {
        left--;
        if (left < 0) return new Promise<never>(() => undefined);
        if (left > 0) return client.query(text, values);
        if (ran) await client.query(text, values);
        return end();
      },
      release: () => void client.end().catch(() => undefined),
    };
  };
  const pool = { connect, end: async () => undefined };
  return { db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool as never }) }), died };
}
