import { type Db, tables } from '../../kit/db.ts';
import type { KeyService, SealedColumn } from '../keys/index.ts';
import type { ForwardingPlatform } from './model.ts';

interface PlatformRow {
  source: number;
  centre: number;
  user_number: number;
  sub_link_host: string | null;
  /** Sealed by the key service. */
  password_sealed: string | null;
  cipher_sealed: string | null;
}

const passwordContext = (source: string): string => `interchange:password:${source}`;
const cipherContext = (source: string): string => `interchange:cipher:${source}`;

/** For the key service, which seals them again at a rotation. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    ...{ purpose: 'secrets', table: 'interchange_platform', id: 'source', column: 'password_sealed' },
    context: passwordContext,
  },
  {
    ...{ purpose: 'secrets', table: 'interchange_platform', id: 'source', column: 'cipher_sealed' },
    context: cipherContext,
  },
];

/** SQL of registered platforms; their secrets are sealed on the way in and opened on the way out. */
export function createInterchangeStore(root: Db, keys: Pick<KeyService, 'seal' | 'open'>) {
  const db = tables<{ interchange_platform: PlatformRow }>(root);
  const seal = async (text: string | null, context: string) =>
    text === null ? null : keys.seal('secrets', text, context);
  const open = async (sealed: string | null, context: string) =>
    sealed === null ? null : keys.open('secrets', sealed, context);

  async function opened(row: PlatformRow): Promise<ForwardingPlatform> {
    const cipher = await open(row.cipher_sealed, cipherContext(`${row.source}`));
    return {
      source: row.source,
      centre: row.centre,
      user: row.user_number,
      sub_link_host: row.sub_link_host,
      password: await open(row.password_sealed, passwordContext(`${row.source}`)),
      cipher: cipher === null ? null : JSON.parse(cipher),
    };
  }

  return {
    list: async (): Promise<ForwardingPlatform[]> =>
      Promise.all((await db.selectFrom('interchange_platform').selectAll().execute()).map(opened)),
    /** Adds a platform, or brings the one of its source up to date. */
    async save(platform: ForwardingPlatform): Promise<void> {
      const { source, centre, user, sub_link_host, password, cipher } = platform;
      const row: PlatformRow = {
        ...{ source, centre, user_number: user, sub_link_host },
        password_sealed: await seal(password, passwordContext(`${source}`)),
        cipher_sealed: await seal(cipher && JSON.stringify(cipher), cipherContext(`${source}`)),
      };
      await db
        .insertInto('interchange_platform')
        .values(row)
        .onConflict((conflict) => conflict.column('source').doUpdateSet(row))
        .execute();
    },
    async remove(source: number): Promise<void> {
      await db.deleteFrom('interchange_platform').where('source', '=', source).execute();
    },
  };
}

export type InterchangeStore = ReturnType<typeof createInterchangeStore>;
