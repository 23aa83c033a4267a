import type { Socket } from 'node:net';
import { after, type ErrorLog, guarded } from './unattended.ts';

/** Time in which the other side takes what was written to it before it is cut off, ms. */
const LEAVE_MS = 2000;

/**
 * Ends a socket in order: what was written still goes out, then it is destroyed. A side that reads nothing more would hold it
 * open for ever, and with it the server that waits for its connections to close: it is cut off after a moment.
 */
export function endSocket(socket: Socket, log: ErrorLog, leave_ms = LEAVE_MS): void {
  if (socket.destroyed) return;
  const late = after(leave_ms, log, 'the end of a socket', () => socket.destroy());
  socket.once(
    'close',
    guarded(log, 'a socket has ended', () => clearTimeout(late)),
  );
  socket.end(() => socket.destroy());
}
