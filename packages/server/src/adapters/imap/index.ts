import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { ErrorLog } from '../../kit/unattended.ts';
import { guarded } from '../../kit/unattended.ts';
import type { Mailbox, MailReader } from '../../platform.ts';
import { readLetter } from './read-letter.ts';

/** Largest letter that is read whole, bytes. Assumed, 2026-11-28: mail services of China take attachments up to 20 to 50 MB. */
const MOST_BYTES = 25 * 2 ** 20;
/** A server that does not speak of new letters by itself is asked so often. */
const LOOK_MS = 60_000;
const CONNECT_MS = 15_000;
const SILENCE_MS = 120_000;
/** Waits between attempts to reach it grow from the first to the longest. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export interface ImapOptions {
  readonly log: ErrorLog;
  /** For tests; what stands above where left out. */
  readonly look_ms?: number;
  readonly most_bytes?: number;
}

/** A mailbox over IMAP: `imaps://user:password@host/folder`; null without a URL. @throws TypeError when it is none */
export function createImapMailbox(url: string | undefined, options: ImapOptions): Mailbox | null {
  return url === undefined ? null : mailboxAt(new URL(url), options);
}

function mailboxAt(url: URL, options: ImapOptions): Mailbox {
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  const where = `${url.hostname}/${folder}`;
  return {
    says: { zh: `邮箱 ${where}`, en: `Mailbox ${where}` },
    async follow(reader, signal) {
      let wait_ms = FIRST_WAIT_MS;
      while (!signal.aborted) {
        try {
          await oneConnection(url, folder, options, signal, {
            ...reader,
            heard(standing) {
              if (standing.up) wait_ms = FIRST_WAIT_MS;
              reader.heard(standing);
            },
          });
        } catch (error) {
          if (signal.aborted) return;
          reader.heard({ up: false, reason: reasonOf(error) });
        }
        await sleep(wait_ms, undefined, { signal }).catch(() => undefined);
        wait_ms = Math.min(2 * wait_ms, LONGEST_WAIT_MS);
      }
    },
  };
}

/** Reads over one connection until it breaks or the signal ends it. */
async function oneConnection(
  url: URL,
  folder: string,
  { log, look_ms = LOOK_MS, most_bytes = MOST_BYTES }: ImapOptions,
  signal: AbortSignal,
  reader: MailReader,
): Promise<void> {
  const client = connectionTo(url);
  // An error of a connection comes by event too, and would end the process if nobody listened.
  let broken: unknown = null;
  const note = (error: unknown) => {
    broken ??= error;
  };
  client.on('error', guarded(log, 'a broken mailbox connection', note));
  const bell = createBell();
  client.on('exists', guarded(log, 'new letters', bell.ring));
  client.on('close', guarded(log, 'a mailbox was closed', bell.ring));
  const end = guarded(log, 'the end of a mailbox connection', () => client.close());
  signal.addEventListener('abort', end, { once: true });
  try {
    await client.connect();
    await client.mailboxOpen(folder);
    reader.heard({ up: true, reason: '' });
    while (client.usable && !signal.aborted) {
      const rung = bell.wait(look_ms);
      await handOver(client, reader, most_bytes);
      client.idle().catch(() => undefined); // ends with the next command, or with the connection
      await rung;
      if (broken !== null) throw broken;
      await client.noop();
    }
    if (!signal.aborted) throw broken ?? new Error('the server closed the connection');
  } finally {
    signal.removeEventListener('abort', end);
    client.close();
  }
}

function connectionTo({ protocol, hostname, port, username, password }: URL): ImapFlow {
  const secure = protocol === 'imaps:';
  return new ImapFlow({
    ...{ host: hostname, secure, logger: false, disableAutoIdle: true },
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
  });
}

/** Hands over what lies behind the place that was reached, in the order of the mailbox. */
async function handOver(client: ImapFlow, reader: MailReader, most_bytes: number): Promise<void> {
  if (client.mailbox === false) return;
  const validity = String(client.mailbox.uidValidity);
  const place = await reader.place();
  const after = place?.validity === validity ? place.uid : 0;
  const uids = (await client.search({ uid: `${after + 1}:*` }, { uid: true })) || [];
  // "n:*" names the last letter also where n lies behind it (RFC 9051, 9).
  for (const uid of uids.filter((one) => one > after).sort((a, b) => a - b)) {
    const letter = await fetchLetter(client, uid, most_bytes);
    if (!letter) continue;
    await reader.take(letter, { validity, uid });
    // Only for who looks at the mailbox: what was read is known by its place.
    await client.messageFlagsAdd(`${uid}`, [letter.unread === null ? '\\Seen' : '\\Flagged'], { uid: true });
  }
}

/** @returns undefined where it was removed meanwhile */
async function fetchLetter(client: ImapFlow, uid: number, most_bytes: number) {
  const known = await client.fetchOne(`${uid}`, { size: true, internalDate: true }, { uid: true });
  if (!known) return undefined;
  const received_ms = new Date(known.internalDate ?? Date.now()).getTime();
  if ((known.size ?? 0) > most_bytes) {
    const heading = await client.fetchOne(`${uid}`, { headers: true }, { uid: true });
    return heading ? readLetter(heading.headers ?? Buffer.alloc(0), received_ms, 'too_large') : undefined;
  }
  const whole = await client.fetchOne(`${uid}`, { source: true }, { uid: true });
  return whole ? readLetter(whole.source ?? Buffer.alloc(0), received_ms) : undefined;
}

/** Wakes one who waits, at the latest after a time; a ring before the wait is heard too. */
function createBell() {
  let wake: () => void = () => undefined;
  return {
    ring: () => wake(),
    wait(most_ms: number): Promise<void> {
      const ended = new AbortController();
      const rung = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const late = sleep(most_ms, undefined, { signal: ended.signal }).catch(() => undefined);
      return Promise.race([rung, late]).finally(() => ended.abort());
    },
  };
}

function reasonOf(error: unknown): string {
  const { message, responseText } = error as { message?: string; responseText?: string };
  return (responseText ?? message ?? String(error)).slice(0, 200);
}
