import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { postgresErrors } from './errors.ts';
import { canReach, type ServerUser } from './run-as.ts';

/** The file in a data folder that says where its cluster stands, when not beside it. */
export const CLUSTER_POINTER = 'postgres-is-at.txt';

/**
 * The folder that holds the cluster: the data folder, unless the server's user cannot enter it (data below /root). Then
 * it is a folder under /var/lib, and a file in the data folder says where.
 * @throws AppError when neither can be used.
 */
export function clusterHome(data_dir: string, userOf: (cluster: string) => ServerUser | undefined): string {
  const folder = resolve(data_dir);
  try {
    mkdirSync(folder, { recursive: true });
    const pointer = join(folder, CLUSTER_POINTER);
    if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
    const user = userOf(join(folder, 'postgres'));
    if (user && canReach(dirname(folder), user)) chmodSync(folder, statSync(folder).mode | 0o011);
    if (canReach(folder, user)) return folder;
    return moveOut(folder, pointer);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
      throw postgresErrors.folder_unusable({ folder, reason: code });
    throw error;
  }
}

function moveOut(folder: string, pointer: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const home = join('/var/lib/opentocc', name);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  writeFileSync(pointer, `${home}\n`);
  return home;
}
