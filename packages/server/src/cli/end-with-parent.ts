import { once } from 'node:events';

/**
 * Ends a child process when the channel to its parent closes, however that one ended. A parent that was killed while this
 * process was starting has left already.
 */
export function endWithParent(end: () => void): void {
  if (!process.connected) end();
  void once(process, 'disconnect').then(end);
  process.channel?.unref(); // listening alone would keep this process, and so its parent, from ending
}
