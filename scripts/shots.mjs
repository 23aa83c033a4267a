// `npm run shots [-- PAGE…]`: pictures of every page, for people who look; see tests/e2e/shots.ts.
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './install.mjs';

ensureInstalled();
ensureBuilt();
run(process.execPath, ['--import', 'tsx', join(root, 'tests/e2e/shots.ts'), ...process.argv.slice(2)]);
