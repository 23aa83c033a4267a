import pg from 'pg';
import { postgresErrors } from './errors.ts';

/** Oldest PostgreSQL whose SQL we use (15: `UNIQUE NULLS NOT DISTINCT`, `MERGE`). */
export const OLDEST_VERSION = 15;

/**
 * Checks that a database can be used before anything is built on it.
 * @returns its major version.
 * @throws AppError that says what is wrong with the URL, the network, the sign-in, the name or the version.
 */
export async function connectDatabase(url: string): Promise<{ major: number }> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw postgresErrors.url_invalid({ url: withoutPassword(url) });
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    const major = Math.floor(Number(rows[0].version) / 10_000);
    if (major < OLDEST_VERSION) throw postgresErrors.too_old({ found: major, needed: OLDEST_VERSION });
    return { major };
  } catch (error) {
    throw explain(error, new URL(url));
  } finally {
    await client.end();
  }
}

function explain(error: unknown, { host, pathname }: URL): unknown {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: Error[] };
  const reason = message || errors?.[0]?.message || String(code);
  if (code === '28P01' || code === '28000') return postgresErrors.refused({ host, reason });
  if (code === '3D000') return postgresErrors.no_database({ host, name: pathname.slice(1) });
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|EHOST|ENET|EAI_|ENOENT|57P03)/.test(code ?? '') || /timeout/.test(reason))
    return postgresErrors.unreachable({ host: host || 'localhost', reason });
  return error;
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, ':***@');
}
