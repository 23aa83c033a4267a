import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { folderOfBuild } from '../../bin/built.mjs';

/** Folder of the build, a URL with a slash at its end; set in the build of the server alone. */
declare const TOCC_BUILT: string | undefined;

const SOURCES = new URL('..', import.meta.url).href;
/** Looked for once: a build that is made later is of other sources than those that run. */
let build: string | null | undefined;

/**
 * Where a module of ours that runs as a program or a thread of its own is loaded from: out of the build where there is one of
 * the sources as they are, else from its source, which is compiled again in each thread.
 * @param source URL of the module below `packages/server/src`
 */
export function programOf(source: URL): URL {
  if (build === undefined) build = typeof TOCC_BUILT === 'undefined' ? buildOfSources() : TOCC_BUILT;
  if (build === null) return source;
  return new URL(source.href.slice(SOURCES.length).replace(/\.ts$/, '.mjs'), build);
}

/** For what runs from the sources itself, as tests do. */
function buildOfSources(): string | null {
  const folder = folderOfBuild();
  return existsSync(folder) ? `${pathToFileURL(folder).href}/` : null;
}
