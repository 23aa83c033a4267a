import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the style and the script of the site are served, by the names that the build gave them. */
export interface SiteAssets {
  readonly style: string | null;
  readonly script: string | null;
}

interface Entry {
  readonly file: string;
  readonly css?: readonly string[];
}

/** The entry of the site in the manifest of the web build. */
const ENTRY = 'src/public/main.ts';

/** Read from the build beside it; without one the pages are plain, and work all the same. @param folder of the build */
export function readSiteAssets(folder: string): SiteAssets {
  const manifest = join(folder, '.vite', 'manifest.json');
  if (!existsSync(manifest)) return { style: null, script: null };
  const entries = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, Entry>>;
  const entry = entries[ENTRY];
  const addressOf = (file: string | undefined) => (file === undefined ? null : `/${file}`);
  return { style: addressOf(entry?.css?.[0]), script: addressOf(entry?.file) };
}
