import { readdirSync } from 'node:fs';
import { joinTestRun } from '../packages/server/src/adapters/postgres/test-database.ts';
import { type Bench, type Figure, provenance } from './harness.ts';

const NOT_BENCHES = new Set(['main.ts', 'harness.ts']);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !NOT_BENCHES.has(file))
  .map((file) => file.slice(0, -3));

const [name, ...rest] = process.argv.slice(2);
const json = rest.includes('--json');
if (!name || !names.includes(name)) {
  process.stderr.write(`usage: npm run bench -- NAME [--json] [ARGS]\nNAME is one of: ${names.join(', ')}\n`);
  process.exit(2);
}

const { run } = (await import(`./${name}.ts`)) as { run: Bench };
const machine = provenance();
if (!json) process.stdout.write(`${name} on ${machine}\n`);
// Benches that need a database share the tests' server; the last run that uses it ends it.
const leave = joinTestRun();
try {
  await run(
    rest.filter((arg) => arg !== '--json'),
    (figure: Figure) => {
      const line = json
        ? JSON.stringify({ bench: name, ...figure, machine })
        : `${figure.figure.padEnd(56)} ${figure.value.toLocaleString('en', { maximumFractionDigits: 3 }).padStart(14)} ${figure.unit}${figure.note ? `  (${figure.note})` : ''}`;
      process.stdout.write(`${line}\n`);
    },
  );
} finally {
  await leave();
}
