// `npm start`: from a fresh clone to the living demo city in one command. Arguments go to `tocc serve`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './install.mjs';

ensureInstalled();
ensureBuilt();
const tocc = spawn(
  process.execPath,
  [join(root, 'packages/server/bin/tocc.mjs'), 'serve', '--demo', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
// The terminal sends Ctrl-C to the whole group; the server shuts down by itself and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => tocc.kill(signal));
tocc.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
