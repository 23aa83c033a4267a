import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Holds the dependency rule of ARCHITECTURE.md by reading the imports of every source file. */
const root = join(import.meta.dirname, '..');
const packages = join(root, 'packages');

interface Import {
  /** Path from packages/, e.g. `server/src/base/sources/service.ts`. */
  readonly from: string;
  /** The same form for our own files; the bare specifier for others. */
  readonly to: string;
}

const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /^\w+\/src\/.*\.tsx?$/.test(path) && !path.includes('node_modules'),
);
const isTest = (path: string) => /\.(test|bench)\.tsx?$|test-/.test(path);
const imports = files.flatMap(importsOf);
const ours = imports.filter(({ to }) => existsSync(join(packages, to)));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(packages, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"\n]+)['"]/g);
  return [...found].map(([, specifier]) => ({ from: file, to: resolve(file, specifier) }));
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(packages, join(packages, dirname(file), specifier));
  const own = /^@opentocc\/(\w+)(?:\/([\w-]+))?$/.exec(specifier);
  if (!own) return specifier;
  if (own[1] === 'contract' && own[2]) return `contract/src/${own[2]}.ts`;
  return own[2] ? `${own[1]}/src/${own[2]}/index.ts` : `${own[1]}/src/index.ts`;
}

/** Imports that a rule forbids, as readable lines. */
const offenders = (forbidden: (edge: Import) => boolean) =>
  imports.filter(forbidden).map(({ from, to }) => `${from} → ${to}`);
const packageOf = (path: string) => /^(\w+)\/src\//.exec(path)?.[1];

/** `base/sources` of a path inside such a module, `platforms/command/live-map` of a platform's. */
function moduleOf(path: string): string | undefined {
  return /^server\/src\/((?:base|brain)\/[\w-]+|platforms\/[\w-]+\/[\w-]+)\//.exec(path)?.[1];
}

const LAYERS = ['base', 'brain', 'platforms'];
const layerOf = (module: string) => LAYERS.indexOf(module.split('/')[0]);

const foldersOf = (path: string): string[] =>
  readdirSync(join(packages, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

describe('ARCHITECTURE.md', () => {
  it('draws each floor in one row, with every module that it has', () => {
    const rows = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n');
    const floors = {
      ...{ 'packages/core': 'core/src', 'packages/protocols': 'protocols/src' },
      ...{ 'packages/server/src/base': 'server/src/base', 'packages/server/src/brain': 'server/src/brain' },
      ...{ 'packages/server/src/platforms': 'server/src/platforms' },
    };
    for (const [floor, folder] of Object.entries(floors)) {
      const drawn = rows.filter((row) => row.startsWith(`| \`${floor}\` |`));
      expect(drawn, floor).toHaveLength(1);
      const modules = floor.endsWith('platforms')
        ? foldersOf(folder).flatMap((platform) =>
            foldersOf(`${folder}/${platform}`).map((name) => `${platform}/${name}`),
          )
        : foldersOf(folder);
      expect(modules.length).toBeGreaterThan(3);
      expect(modules.filter((name) => !drawn[0].includes(`\`${name}\``))).toEqual([]);
    }
  });
});

describe('the dependency rule', () => {
  it('is held over the whole tree', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(ours.length).toBeGreaterThan(files.length);
  });

  it.each([
    ['core', [] as string[]],
    ['protocols', []],
    ['contract', []],
    ['web', ['contract', 'core']],
    ['testkit', ['core', 'protocols', 'contract']],
    ['server', ['core', 'protocols', 'contract', 'testkit']],
  ])('%s imports of ours only %j', (name, allowed) => {
    expect(
      offenders(({ from, to }) => {
        const target = packageOf(to);
        const outside = target !== undefined && target !== name && !allowed.includes(target);
        return packageOf(from) === name && outside && !isTest(from);
      }),
    ).toEqual([]);
  });

  it('contract imports only zod', () => {
    expect(
      offenders(
        ({ from, to }) =>
          packageOf(from) === 'contract' && !isTest(from) && packageOf(to) !== 'contract' && to !== 'zod',
      ),
    ).toEqual([]);
  });

  it('the browser takes only types from the contract: its schemas are not loaded there', () => {
    const taken = files
      .filter((path) => path.startsWith('web/') && !isTest(path))
      .flatMap((path) => [
        ...readFileSync(join(packages, path), 'utf8').matchAll(
          /import (type )?\{([^}]*)\} from '@opentocc\/contract'/g,
        ),
      ]);
    const values = taken
      .filter(([, type]) => type === undefined)
      .flatMap(([, , names]) => names.split(',').map((name) => name.trim()))
      .filter((name) => name !== '' && !name.startsWith('type '));
    expect(taken.length).toBeGreaterThan(20);
    expect(values).toEqual([]);
    const withoutSchemas =
      /^contract\/src\/(?:csv|live-frame|permission|session-end|typed-form|[\w-]+-topic)\.ts$/;
    const whole = 'contract/src/index.ts';
    expect(
      offenders(
        ({ from, to }) =>
          from.startsWith('web/') && packageOf(to) === 'contract' && to !== whole && !withoutSchemas.test(to),
      ),
    ).toEqual([]);
  });

  it('screens read answers through the shared part alone, which says why there is none', () => {
    const shared = /^web\/src\/ui\/(?:asked\.ts|answer\.tsx)$/;
    const screens = files.filter((path) => path.startsWith('web/') && !isTest(path) && !shared.test(path));
    const readsOf = (forbidden: RegExp) =>
      screens.flatMap((path) => {
        const found = readFileSync(join(packages, path), 'utf8').match(forbidden);
        return found ? [`${path}: ${found[0]}`] : [];
      });
    // `state.data` is what a query looks at to know when to ask again; `event.data` came over the socket.
    expect(readsOf(/(?<!\b(?:state|event))\.data\b/)).toEqual([]);
    expect(readsOf(/\{[^{}=]*\b(?:data|error|status)\b[^{}=]*\} = use\w*\(/)).toEqual([]);
    expect(readsOf(/\bis(?:Loading|Pending|Error|Success|Fetching|PlaceholderData)\b/)).toEqual([]);
    const asking = screens.filter((path) => readFileSync(join(packages, path), 'utf8').includes('<Answer'));
    expect(asking.length).toBeGreaterThan(30);
  });

  it('what may be missing is taken for nothing only where it is a choice or a name', () => {
    const choices =
      /\/(?:queries|directory|audit-form|grants-dialog|roles-card|basis|use-corridor|object-choice|rail|waiting-button)\.tsx?$/;
    const taken = files.filter((path) => {
      const text = readFileSync(join(packages, path), 'utf8');
      return path.startsWith('web/') && /\bknown\([^;]*?\) \?\? \[\]/.test(text) && !text.includes('<Answer');
    });
    expect(taken.filter((path) => !choices.test(path))).toEqual([]);
  });

  it('the platform knows the simulated world by its front doors alone: only the parts of the demo city import it', () => {
    const isDemo = (path: string) =>
      /^server\/src\/(?:cli\/|kit\/demo\.ts$)|\/(?:demo(?:-[\w-]+)?|test-[\w-]+)\.ts$/.test(path);
    const knows = ours.filter(({ from, to }) => packageOf(from) === 'server' && packageOf(to) === 'testkit');
    expect(knows.filter(({ from }) => isDemo(from)).length).toBeGreaterThan(10);
    expect(
      offenders(
        ({ from, to }) =>
          packageOf(from) === 'server' && packageOf(to) === 'testkit' && !isDemo(from) && !isTest(from),
      ),
    ).toEqual([]);
    // A part of the demo city is asked for by its module's door and by nothing else of it.
    expect(
      offenders(({ from, to }) => {
        const part = /^server\/src\/(?:base|brain|platforms)\/.*\/demo(?:-[\w-]+)?\.ts$/.test(to);
        return part && !isDemo(from) && !isTest(from) && !from.endsWith('/index.ts');
      }),
    ).toEqual([]);
  });

  it('core does no input or output', () => {
    expect(
      offenders(({ from, to }) => packageOf(from) === 'core' && !isTest(from) && to.startsWith('node:')),
    ).toEqual([]);
  });

  it('a module sees another module only through its door', () => {
    expect(
      offenders(({ from, to }) => {
        const [a, b] = [moduleOf(from), moduleOf(to)];
        return (
          b !== undefined && a !== b && !isTest(from) && !isComposition(from) && !to.endsWith(`${b}/index.ts`)
        );
      }),
    ).toEqual([]);
  });

  it('modules depend downwards: platforms → brain → base', () => {
    expect(
      offenders(({ from, to }) => {
        const [a, b] = [moduleOf(from), moduleOf(to)];
        return a !== undefined && b !== undefined && layerOf(b) > layerOf(a);
      }),
    ).toEqual([]);
  });

  it('modules form no circle', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [a, b] = [moduleOf(from), moduleOf(to)];
      if (a && b && a !== b && !isTest(from)) edges.set(a, (edges.get(a) ?? new Set()).add(b));
    }
    expect(findCircle(edges)).toEqual([]);
  });

  it('files form no circle', () => {
    const edges = new Map<string, Set<string>>();
    const read = files.filter((file) => !isTest(file));
    for (const { from, to } of ours)
      if (!isTest(from)) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    console.info(`read ${read.length} files of ours and ${ours.length} imports between them`);
    expect(read.length).toBeGreaterThan(600);
    expect(findCircle(edges)).toEqual([]);
  });

  it('the kit knows no module and no adapter', () => {
    expect(
      offenders(
        ({ from, to }) => from.startsWith('server/src/kit/') && (moduleOf(to) !== undefined || isAdapter(to)),
      ),
    ).toEqual([]);
  });

  it('only the composition knows adapters', () => {
    expect(
      offenders(({ from, to }) => isAdapter(to) && !isAdapter(from) && !isComposition(from) && !isTest(from)),
    ).toEqual([]);
  });

  it('no feature of the console imports another, nor what ties them together', () => {
    const featureOf = (path: string) => /^web\/src\/console\/features\/([\w-]+)\//.exec(path)?.[1];
    const within = files.filter((file) => featureOf(file) !== undefined);
    const folders = new Set(within.map(featureOf));
    console.info(`read ${within.length} files of ${folders.size} features of the console`);
    expect(within.length).toBeGreaterThan(90);
    expect(
      offenders(({ from, to }) => {
        const [a, b] = [featureOf(from), featureOf(to)];
        const ties =
          /^web\/src\/console\/(?:features|feature-cards|router|shell|app|(?:\w+\/)?[a-z]+-page)\.tsx?$/;
        return a !== undefined && ((b !== undefined && a !== b) || ties.test(to));
      }),
    ).toEqual([]);
  });

  it('a page of the console says what stands on it in under 80 lines; what it asks and its cards lie beside it', () => {
    const pages = files.filter((path) => /^web\/src\/console\/.*-(?:page|layout)\.tsx$/.test(path));
    const linesOf = (path: string) => readFileSync(join(packages, path), 'utf8').split('\n').length - 1;
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.filter((path) => linesOf(path) >= 80)).toEqual([]);
  });

  it('every folder of a feature is in the one list of features', () => {
    const list = readFileSync(join(packages, 'web/src/console/features.ts'), 'utf8');
    const folders = readdirSync(join(packages, 'web/src/console/features'));
    expect(folders.filter((name) => !list.includes(`'./features/${name}/index.ts`))).toEqual([]);
  });

  it('nothing imports main.ts, and only the composition imports compose.ts', () => {
    expect(
      offenders(
        ({ from, to }) =>
          to === 'server/src/main.ts' ||
          (/^server\/src\/compose(?:-base)?\.ts$/.test(to) && !isComposition(from) && !isTest(from)),
      ),
    ).toEqual([]);
  });
});

describe('callbacks that nobody waits for', () => {
  /**
   * Mains of processes and threads of their own, whose end the platform notices and survives, and a parser whose events
   * are calls inside one read.
   */
  const EXEMPT =
    /^server\/src\/(?:kit\/unattended\.ts|adapters\/duckdb\/(?:child|engine)\.ts|cli\/(?:fleet|detectors)\.ts|.*-worker\.ts|brain\/network\/import\/sumo-net\.ts|cli\/sumo\/read-xml\.ts)$/;
  const served = files.filter(
    (file) => file.startsWith('server/src/') && !isTest(file) && !EXEMPT.test(file),
  );
  const sources = served.map((file) => ({ file, text: readFileSync(join(packages, file), 'utf8') }));

  it('no timer of the server is bare: what it throws would end the process', () => {
    const bare = /(?<![\w.])set(?:Interval|Timeout|Immediate)\([^)]*/g;
    expect(
      sources.flatMap(({ file, text }) => [...text.matchAll(bare)].map(([call]) => `${file}: ${call}`)),
    ).toEqual([]);
  });

  it('every listener of the server is guarded, or does nothing', () => {
    const listener =
      /\.(?:on|once|addListener|addEventListener)\(\s*(?:'[\w-]+'|\w+),\s*(\(\) => undefined|[\w.]+|\()/g;
    const isGuarded = (text: string, by: string) =>
      by === 'guarded' || by === '() => undefined' || text.includes(`const ${by} = guarded(`);
    const listeners = sources.flatMap(({ file, text }) =>
      [...text.matchAll(listener)].map(([call, by]) => ({ file, text, call, by })),
    );
    expect(listeners.length).toBeGreaterThan(10);
    expect(
      listeners.filter(({ text, by }) => !isGuarded(text, by)).map(({ file, call }) => `${file}: ${call}`),
    ).toEqual([]);
  });
});

function isAdapter(path: string): boolean {
  return path.startsWith('server/src/adapters/');
}

/** main.ts, compose.ts with its base, openapi.ts and the command line: they wire, nothing is wired to them. */
function isComposition(path: string): boolean {
  return /^server\/src\/(?:[\w-]+\.ts|cli\/|doctor\/)/.test(path);
}

function findCircle(edges: Map<string, Set<string>>): string[] {
  const done = new Set<string>();
  const walk = (module: string, path: string[]): string[] => {
    if (path.includes(module)) return [...path, module];
    if (done.has(module)) return [];
    for (const next of edges.get(module) ?? []) {
      const circle = walk(next, [...path, module]);
      if (circle.length > 0) return circle;
    }
    done.add(module);
    return [];
  };
  for (const module of edges.keys()) {
    const circle = walk(module, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('names with units', () => {
  /** What makes a value a speed: divided by or multiplied with 3.6, or called one. */
  const SPEED = /\b(?:const|let)\s+(\w+_ms)\s*=[^;\n]*\b3\.6\b|\b(\w*(?:speed|pace|velocity)\w*_ms)\b/gi;

  it('`_ms` is milliseconds, never metres per second', () => {
    const found = files.flatMap((file) => {
      const text = readFileSync(join(packages, file), 'utf8');
      return [...text.matchAll(SPEED)].map(([, computed, called]) => `${file}: ${computed ?? called}`);
    });
    expect(found).toEqual([]);
  });
});
