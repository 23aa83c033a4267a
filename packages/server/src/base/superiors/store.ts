import { type Db, tables } from '../../kit/db.ts';
import type { KeyService, SealedColumn } from '../keys/index.ts';
import type { LogPlace, StoredSettings, Superior } from './model.ts';

interface SuperiorRow {
  readonly id: number;
  readonly settings: StoredSettings;
  readonly password_sealed: string | null;
  readonly cipher_sealed: string | null;
  readonly counted_seq: number;
  readonly counted_row: number;
}

const passwordContext = (id: string): string => `superiors:password:${id}`;
const cipherContext = (id: string): string => `superiors:cipher:${id}`;

/** For the key service, which seals them again at a rotation. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    ...{ purpose: 'secrets', table: 'superiors_superior', id: 'id', column: 'password_sealed' },
    context: passwordContext,
  },
  {
    ...{ purpose: 'secrets', table: 'superiors_superior', id: 'id', column: 'cipher_sealed' },
    context: cipherContext,
  },
];

export interface StoredSuperior {
  readonly superior: Superior;
  readonly counted: LogPlace;
}

/** SQL of superior platforms and of how far each has counted; secrets are sealed on the way in and opened on the way out. */
export function createSuperiorStore(root: Db, keys: Pick<KeyService, 'seal' | 'open'>) {
  const db = tables<{ superiors_superior: SuperiorRow }>(root);

  async function opened(row: SuperiorRow): Promise<StoredSuperior> {
    const { id, settings, password_sealed, cipher_sealed, counted_seq: seq, counted_row } = row;
    const password =
      password_sealed && (await keys.open('secrets', password_sealed, passwordContext(`${id}`)));
    const cipher = cipher_sealed && (await keys.open('secrets', cipher_sealed, cipherContext(`${id}`)));
    const superior = { id, settings, password: password ?? '', cipher: cipher ? JSON.parse(cipher) : null };
    return { superior, counted: { seq, row: counted_row } };
  }

  async function save({ id, settings, password, cipher }: Superior): Promise<void> {
    const password_sealed = await keys.seal('secrets', password, passwordContext(`${id}`));
    const cipher_sealed =
      cipher && (await keys.seal('secrets', JSON.stringify(cipher), cipherContext(`${id}`)));
    const row = { settings: asJson(settings), password_sealed, cipher_sealed };
    await db.updateTable('superiors_superior').set(row).where('id', '=', id).execute();
  }

  return {
    list: async (): Promise<StoredSuperior[]> =>
      Promise.all(
        (await db.selectFrom('superiors_superior').selectAll().orderBy('id').execute()).map(opened),
      ),
    async add(added: Omit<Superior, 'id'>, { seq, row }: LogPlace): Promise<Superior> {
      const { id } = await db
        .insertInto('superiors_superior')
        .values({
          ...{ settings: asJson(added.settings), password_sealed: null, cipher_sealed: null },
          ...{ counted_seq: seq, counted_row: row },
        } as SuperiorRow)
        .returning('id')
        .executeTakeFirstOrThrow();
      await save({ id, ...added });
      return { id, ...added };
    },
    save,
    async remove(id: number): Promise<void> {
      await db.deleteFrom('superiors_superior').where('id', '=', id).execute();
    },
    async setCounted(id: number, { seq, row }: LogPlace): Promise<void> {
      await db
        .updateTable('superiors_superior')
        .set({ counted_seq: seq, counted_row: row })
        .where('id', '=', id)
        .execute();
    },
  };
}

export type SuperiorStore = ReturnType<typeof createSuperiorStore>;

const asJson = (settings: StoredSettings): StoredSettings =>
  JSON.stringify(settings) as unknown as StoredSettings;
