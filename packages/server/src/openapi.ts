import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '@opentocc/contract';
import { createHttp } from './kit/http.ts';
import { createLog } from './kit/log.ts';
import { describeRoutes } from './kit/serve-routes.ts';
import { ERROR_TEXTS } from './modules.ts';

/**
 * Writes `packages/contract/openapi.json` from the routes of the contract; with `--check` only compares, and says what to
 * do when a route has changed since. Nothing is started for it.
 */
const FILE = join(import.meta.dirname, '../../contract/openapi.json');

const http = await createHttp({
  log: createLog('error'),
  authenticate: async () => null,
  error_texts: ERROR_TEXTS,
  body_limit: 1,
});
describeRoutes(http, ROUTES);
await http.ready();
const text = `${JSON.stringify(http.swagger(), null, 2)}\n`;
await http.close();

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  process.stderr.write(
    'openapi.json does not match the routes: run `npm run openapi`, look at the diff, and commit it\n',
  );
  process.exitCode = 1;
}
