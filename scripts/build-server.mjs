// Builds the server: our own code in few files of JavaScript, beside the packages that it uses, which stay where they are.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { builds, folderOfBuild, packages } from '../packages/server/bin/built.mjs';

/** Builds that stay, the newest: servers may run from those before. */
const STAY = 4;

const src = join(packages, 'server/src');
const folder = folderOfBuild();
/** Programs and threads of their own; all else is loaded by them. */
const programs = readdirSync(src, { recursive: true })
  .filter((path) => /(?:^main|-worker|[\\/]child)\.ts$/.test(path))
  .map((path) => join(src, path));

/** What a module finds beside itself, it finds beside its source. */
const besideSources = {
  name: 'beside-sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: 'ts' };
    });
  },
};

/** Every package but our own. */
const packagesOfOthers = {
  name: 'packages-of-others',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@opentocc/') ? undefined : { path, external: true },
    );
  },
};

mkdirSync(builds, { recursive: true });
const making = mkdtempSync(join(builds, 'making-'));
try {
  await build({
    entryPoints: programs,
    outbase: src,
    outdir: making,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    define: { TOCC_BUILT: JSON.stringify(`${pathToFileURL(folder).href}/`) },
    logLevel: 'warning',
    plugins: [packagesOfOthers, besideSources],
  });
  // Whole or not at all; who was faster made the same.
  if (!existsSync(folder)) renameSync(making, folder);
} finally {
  rmSync(making, { recursive: true, force: true });
}
const age = (name) => statSync(join(builds, name)).mtimeMs;
const others = readdirSync(builds).filter((name) => !name.startsWith('making-'));
for (const name of others.sort((one, other) => age(other) - age(one)).slice(STAY))
  rmSync(join(builds, name), { recursive: true, force: true });
