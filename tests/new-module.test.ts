import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * Follows docs/adding-a-module.md in a copy of the repository: the files of its code blocks, a line in each of three
 * lists, and nothing else.
 */
const root = join(import.meta.dirname, '..');
const PACKAGES = ['contract', 'core', 'protocols', 'server', 'testkit', 'web'];
/** It takes 20 s on two busy cores. */
const PATIENCE_MS = 300_000;

/** The three lists, and the line that the recipe adds to each. */
const LINES = [
  [
    'packages/contract/src/routes.ts',
    "import { kiosksContract } from './kiosks.ts';",
    'const CONTRACTS = [',
    'kiosksContract,',
  ],
  [
    'packages/server/src/modules.ts',
    "import { kiosks } from './platforms/citizen/kiosks/index.ts';",
    'PLATFORM_MODULES: readonly PlatformModule[] = [',
    'kiosks,',
  ],
  [
    'packages/web/src/console/features.ts',
    "import { kiosks } from './features/kiosks/index.ts';",
    'const ALL = [',
    'kiosks,',
  ],
] as const;

/** Starts the product of the copy and asks the new route as a duty officer and as somebody who may not. */
const ASK = `
import { appointPeople, startProduct } from './whole-product.ts';
const product = await startProduct();
const people = await appointPeople(product);
const officer = await people.appoint('officer', 'duty-officer');
const [seen, refused] = [await officer.ask('GET', '/api/v1/kiosks'), await people.system.ask('GET', '/api/v1/kiosks')];
console.log('answer ' + JSON.stringify([seen.status, seen.body, refused.status, refused.body.code]));
await product.stop();
`;

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'opentocc-recipe-'));
  for (const name of PACKAGES)
    cpSync(join(root, 'packages', name), join(scratch, 'packages', name), {
      recursive: true,
      filter: (path) => !/node_modules|\/dist$|\.(?:test|bench)\.tsx?$/.test(path.slice(root.length)),
    });
  for (const name of ['package.json', 'tsconfig.json', 'tests/whole-product.ts']) {
    mkdirSync(dirname(join(scratch, name)), { recursive: true });
    cpSync(join(root, name), join(scratch, name));
  }
  linkDependencies();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What is installed, but our own packages as they are in the copy. */
function linkDependencies(): void {
  mkdirSync(join(scratch, 'node_modules/@opentocc'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@opentocc')
      symlinkSync(join(root, 'node_modules', name), join(scratch, 'node_modules', name));
  for (const name of PACKAGES)
    symlinkSync(join(scratch, 'packages', name), join(scratch, 'node_modules/@opentocc', name));
}

/** The code blocks of the recipe that begin with the path of their file. */
function filesOfRecipe(): { path: string; text: string }[] {
  const page = readFileSync(join(root, 'docs/adding-a-module.md'), 'utf8');
  const blocks = page.matchAll(/```tsx?\n\/\/ (packages\/\S+)\n([\s\S]*?)```/g);
  return [...blocks].map(([, path, text]) => ({ path, text }));
}

function addLine([file, imported, list, line]: (typeof LINES)[number]): void {
  const path = join(scratch, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(list))
    throw new Error(`${file} has no “${list}” any more: mend the recipe and this test`);
  writeFileSync(path, `${imported}\n${text.replace(list, `${list} ${line}`)}`);
}

function run(...command: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: scratch, encoding: 'utf8' });
  return status === 0 ? stdout : `ended with ${status}\n${stdout}\n${stderr}`;
}

test(
  'a module made by the recipe type-checks, starts and answers, with three lines outside of its own files',
  () => {
    const files = filesOfRecipe();
    expect(new Set(files.map(({ path }) => dirname(path.replace('/migrations', ''))))).toEqual(
      new Set([
        'packages/contract/src',
        'packages/server/src/platforms/citizen/kiosks',
        'packages/web/src/console/features/kiosks',
      ]),
    );
    for (const { path, text } of files) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      writeFileSync(join(scratch, path), text);
    }
    for (const line of LINES) addLine(line);
    writeFileSync(join(scratch, 'tests/ask.ts'), ASK);

    expect(run(join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json')).toBe('');
    expect(run('--import', 'tsx', 'tests/ask.ts')).toContain(
      'answer [200,[{"id":1,"text":"福田口岸"}],403,"kit.forbidden"]',
    );
  },
  PATIENCE_MS,
);
