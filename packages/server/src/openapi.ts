import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './adapters/postgres/index.ts';
import { demoNetwork } from './cli/networks.ts';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { systemClock } from './kit/clock.ts';
import { createLog } from './kit/log.ts';

/**
 * Writes `packages/contract/openapi.json` from the routes of the whole platform; with `--check` only compares, and says
 * what to do when a route has changed since.
 */
const FILE = join(import.meta.dirname, '../../contract/openapi.json');

const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-openapi-'));
const log = createLog('error');
const config = readConfig({ data: data_dir }, {});
const database = await startEmbeddedPostgres({ data_dir, log });
const tocc = await compose({
  config,
  database_url: database.url,
  network: demoNetwork(),
  clock: systemClock,
  log,
});
await tocc.http.ready();
const text = `${JSON.stringify(tocc.http.swagger(), null, 2)}\n`;
await tocc.stop();
await database.stop();
rmSync(data_dir, { recursive: true, force: true });

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  process.stderr.write(
    'openapi.json does not match the routes: run `npm run openapi`, look at the diff, and commit it\n',
  );
  process.exitCode = 1;
}
