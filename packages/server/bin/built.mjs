// Where the build of the server from the sources as they are now stands. It starts in a third of the time that the sources
// take, which are compiled file by file as they are loaded.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const packages = join(import.meta.dirname, '../..');
/** Builds, each in a folder of its own: a server that runs loads parts of its build for as long as it runs. */
export const builds = join(packages, 'server/dist');

/** Folder of the build of the sources as they are, named by where they stand, how many they are, and when the newest changed. */
export function folderOfBuild() {
  let files = 0;
  let newest_ms = 0;
  for (const name of ['contract', 'core', 'protocols', 'server', 'testkit'])
    for (const entry of readdirSync(join(packages, name, 'src'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      files++;
      newest_ms = Math.max(newest_ms, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
    }
  const name = createHash('sha256').update(`${packages} ${files} ${newest_ms}`).digest('hex').slice(0, 16);
  return join(builds, name);
}
