import { defineErrors } from '../kit/errors.ts';

const errors = defineErrors('system', {
  disk_full: {
    status: 507,
    zh: '磁盘空间不足（{path}）。请清理空间或用 --data 指定其他磁盘上的目录；已确认的数据没有丢失',
    en: 'The disk is full ({path}). Free some space, or choose a folder on another disk with --data; nothing acknowledged is lost',
  },
  no_such_file: {
    status: 500,
    zh: '没有这个文件或目录：{path}。请检查路径',
    en: 'There is no such file or folder: {path}. Check the path',
  },
  not_a_folder: {
    status: 500,
    zh: '{path} 已被一个文件占用，无法作为目录使用。请移开该文件，或用 --data 指定其他目录',
    en: '{path} is a file, or lies below one, and cannot be used as a folder. Move it away, or choose another folder with --data',
  },
  is_a_folder: {
    status: 500,
    zh: '{path} 是目录，不是文件。请检查路径',
    en: '{path} is a folder, not a file. Check the path',
  },
  no_rights: {
    status: 500,
    zh: '没有读写 {path} 的权限。请改正权限，或指定其他位置',
    en: 'There is no right to read or write {path}. Correct its permissions, or choose another place',
  },
  too_many_files: {
    status: 500,
    zh: '打开的文件过多。请在启动前执行 ulimit -n 65536',
    en: 'Too many files are open. Run "ulimit -n 65536" before the start',
  },
});

/** SQLSTATE of a database whose disk is full. */
const DATABASE_DISK_FULL = '53100';

/**
 * What the operating system, or the database's disk, refused a command, in words for its reader.
 * @returns the error itself when it is of another kind.
 */
export function explainSystemError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, path = '', dest } = error as NodeJS.ErrnoException & { dest?: string };
  const place = { path: dest ?? path };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === DATABASE_DISK_FULL)
    return errors.disk_full({ path: place.path || '数据目录 data folder' });
  if (code === 'EMFILE' || code === 'ENFILE') return errors.too_many_files();
  if (!path) return error;
  if (code === 'ENOENT') return errors.no_such_file(place);
  if (code === 'EEXIST' || code === 'ENOTDIR') return errors.not_a_folder(place);
  if (code === 'EISDIR') return errors.is_a_folder(place);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return errors.no_rights(place);
  return error;
}
