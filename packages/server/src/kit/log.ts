import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** What terminals act on or editors break lines at, but JSON lets stand: C1 controls, line separators, bidirectional signs. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** JSON lines on standard error, so that standard output stays free for the answers of the command line. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['*.password', '*.secret'],
      hooks: { streamWrite: (line) => line.replace(UNSAFE, escaped) },
    },
    pino.destination({ fd: 2, sync: false }),
  );
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
