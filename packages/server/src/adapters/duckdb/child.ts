import { openEngine, QueryTimeout } from './engine.ts';
import type { EngineSettings, Envelope, Reply } from './protocol.ts';

// The engine's process: its memory is bounded, and a crash in native code does not take the server down.
process.on('disconnect', () => process.exit(0));
// A parent that was killed while this file was loading has disconnected already.
if (!process.connected) process.exit(0);
const settings = JSON.parse(process.argv[2]) as EngineSettings;
const engine = openEngine(settings);

process.on('message', async (request: Envelope) => {
  // Nobody reads the answer to a parent that was killed meanwhile: 'disconnect' follows.
  process.send?.(await answer(request), undefined, undefined, () => undefined);
});

async function answer(request: Envelope): Promise<Reply> {
  try {
    return { id: request.id, ok: true, value: await (await engine).handle(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id: request.id, ok: false, timeout: error instanceof QueryTimeout, message };
  }
}
