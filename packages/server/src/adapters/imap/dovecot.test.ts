import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Letter, MailPlace } from '../../platform.ts';
import { createImapMailbox } from './index.ts';

/** Debian's Dovecot, with a configuration and mail of its own; its processes change their user, so that it starts as root. */
const DOVECOT = '/usr/sbin/dovecot';
const may = existsSync(DOVECOT) && existsSync('/usr/lib/dovecot/imap') && process.getuid?.() === 0;
if (!may) process.stderr.write(`mail is not read from ${DOVECOT}: not here, or not root\n`);

const log = { error: () => undefined };
let folder: string;
let port: number;
let daemon: ChildProcess;
const ends: AbortController[] = [];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return free;
}

const answers = (at: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(at, '127.0.0.1');
    const end = (well: boolean) => {
      socket.destroy();
      done(well);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });

async function startDaemon(): Promise<void> {
  // In a group of its own, which is ended as one: left to itself, Dovecot lets a connection live 9 to 15 s longer.
  const args = ['-F', '-c', join(folder, 'dovecot.conf')];
  daemon = spawn(DOVECOT, args, { stdio: 'ignore', detached: true });
  for (let tried = 0; !(await answers(port)); tried++) {
    if (tried > 100 || daemon.exitCode !== null) throw new Error(`${DOVECOT} does not answer on ${port}`);
    await sleep(100);
  }
}

async function stopDaemon(): Promise<void> {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((done) => daemon.once('exit', done));
  process.kill(-daemon.pid);
  await ended;
}

beforeAll(async () => {
  if (!may) return;
  folder = mkdtempSync(join(tmpdir(), 'opentocc-dovecot-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mail'));
  chmodSync(join(folder, 'mail'), 0o777);
  port = await freePort();
  const lines = [
    'protocols = imap',
    'listen = 127.0.0.1',
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/log`,
    'ssl = no',
    'disable_plaintext_auth = no',
    `mail_location = maildir:${folder}/mail/%u`,
    'mail_uid = mail',
    'mail_gid = mail',
    'first_valid_uid = 1',
    'passdb {\n  driver = static\n  args = password=geheim\n}',
    'userdb {\n  driver = static\n  args = uid=mail gid=mail\n}',
    `service imap-login {\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
  ];
  writeFileSync(join(folder, 'dovecot.conf'), `${lines.join('\n')}\n`);
  await startDaemon();
}, 30_000);
afterEach(() => {
  for (const end of ends.splice(0)) end.abort();
});
afterAll(async () => {
  if (!may) return;
  await stopDaemon();
  rmSync(folder, { recursive: true, force: true });
});

const url = (user: string) => `imap://${user}:geheim@127.0.0.1:${port}/INBOX`;

/** Does something with a mailbox as a mail client does. */
async function inMailbox<T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const auth = { user, pass: 'geheim' };
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false });
  await client.connect();
  try {
    await client.mailboxOpen('INBOX');
    return await work(client);
  } finally {
    await client.logout();
  }
}

const put = (user: string, lines: readonly string[]) =>
  inMailbox(user, async (client) => void (await client.append('INBOX', lines.join('\r\n'))));

const plain = (id: string, text: string, more: readonly string[] = []) => [
  'From: =?utf-8?B?546L5bCP5piO?= <Ming@Example.test>',
  'Subject: =?utf-8?B?5YWs5Lqk5Yi256uZ?=',
  ...(id === '' ? [] : [`Message-ID: <${id}@example.test>`]),
  ...more,
  'Content-Type: text/plain; charset=utf-8',
  '',
  text,
];

/** Reads a mailbox as the module of letters does, and remembers how far it came. */
function read(user: string, options: { refuse?: number; most_bytes?: number; place?: MailPlace } = {}) {
  const letters: Letter[] = [];
  const standings: boolean[] = [];
  let place: MailPlace | null = options.place ?? null;
  let refuse = options.refuse ?? 0;
  const end = new AbortController();
  ends.push(end);
  const { most_bytes } = options;
  const mailbox = createImapMailbox(url(user), { log, ...(most_bytes !== undefined && { most_bytes }) });
  const ended = mailbox?.follow(
    {
      place: async () => place,
      async take(letter, at) {
        if (refuse-- > 0) throw new Error('the database is away');
        letters.push(letter);
        place = at;
      },
      heard: ({ up }) => void standings.push(up),
    },
    end.signal,
  );
  return { letters, standings, end, ended, place: () => place };
}

const flagsOf = (user: string) =>
  inMailbox(user, async (client) => {
    const all: string[][] = [];
    for await (const { flags } of client.fetch('1:*', { flags: true })) all.push([...(flags ?? [])]);
    return all;
  });

const poll = (what: () => unknown) => expect.poll(what, { timeout: 15_000, interval: 50 });

test.skipIf(!may)(
  'letters that lie there and those that come are read, and marked as seen once they are taken',
  async () => {
    await put('ming', plain('one', '76路在科苑站不停'));
    const { letters } = read('ming');
    await poll(() => letters.length).toBe(1);
    expect(letters[0]).toMatchObject({
      ...{ key: '<one@example.test>', subject: '公交制站', text: '76路在科苑站不停', unread: null },
      from: { name: '王小明', address: 'ming@example.test' },
    });
    const before = Date.now();
    await put('ming', plain('two', '补充一句', ['In-Reply-To: <case-7@tocc.test>']));
    await poll(() => letters.length).toBe(2);
    // By IDLE: asking would have taken a minute.
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(letters[1].answers).toEqual(['<case-7@tocc.test>']);
    await poll(() => flagsOf('ming')).toEqual([['\\Seen'], ['\\Seen']]);
  },
  40_000,
);

test.skipIf(!may)(
  'a letter that could not be taken is handed over again, unseen until then and before what came after it',
  async () => {
    await put('again', plain('first', '第一封'));
    await put('again', plain('second', '第二封'));
    const { letters, standings } = read('again', { refuse: 2 });
    await poll(() => standings.includes(false)).toBe(true);
    expect((await flagsOf('again')).flat()).not.toContain('\\Seen');
    await poll(() => letters.map(({ text }) => text)).toEqual(['第一封', '第二封']);
  },
  40_000,
);

test.skipIf(!may)(
  'a server that ends in between is found again, and nothing is read twice or missed',
  async () => {
    await put('away', plain('before', '之前'));
    const { letters, standings } = read('away');
    await poll(() => letters.length).toBe(1);
    await stopDaemon();
    await poll(() => standings.at(-1)).toBe(false);
    await startDaemon();
    await put('away', plain('after', '之后'));
    await poll(() => letters.map(({ text }) => text)).toEqual(['之前', '之后']);
  },
  60_000,
);

test.skipIf(!may)(
  'a letter that somebody has read in a mail client is read all the same; after a new count all are, under the same keys',
  async () => {
    await put('people', plain('seen', '已被人看过'));
    await inMailbox('people', async (client) => void (await client.messageFlagsAdd('1:*', ['\\Seen'])));
    const first = read('people');
    await poll(() => first.letters.length).toBe(1);
    first.end.abort();
    const place = first.place();
    const same = read('people', { place: place! });
    await poll(() => same.standings.at(-1)).toBe(true);
    const recounted = read('people', { place: { ...place!, validity: '1' } });
    await poll(() => recounted.letters.map(({ key }) => key)).toEqual(['<seen@example.test>']);
    expect(same.letters).toEqual([]);
  },
  40_000,
);

test.skipIf(!may)(
  'of a letter that is too large the heading is read, and it stays marked for people',
  async () => {
    await put('large', plain('large', 'x'.repeat(20_000)));
    const { letters } = read('large', { most_bytes: 10_000 });
    await poll(() => letters.length).toBe(1);
    expect(letters[0]).toMatchObject({
      unread: 'too_large',
      text: '',
      subject: '公交制站',
      key: '<large@example.test>',
    });
    await poll(() => flagsOf('large')).toEqual([['\\Flagged']]);
  },
  40_000,
);

test.skipIf(!may)(
  'attachments, HTML alone, no Message-ID, and answers of programs are read for what they are',
  async () => {
    const parts = [
      'From: a@b.test',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>只有<b>网页</b></p><script>alert(1)</script>',
      '--x',
      'Content-Type: image/png; name="=?utf-8?B?54Wn54mHLnBuZw==?="',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="=?utf-8?B?54Wn54mHLnBuZw==?="',
      '',
      'iVBORw0KGgo=',
      '--x--',
    ];
    await put('forms', parts);
    await put('forms', plain('', '我在休假', ['Auto-Submitted: auto-replied']));
    const { letters } = read('forms');
    await poll(() => letters.length).toBe(2);
    expect(letters[0].text).toBe('只有网页');
    expect(letters[0].files.map(({ name, content }) => [name, content.length])).toEqual([['照片.png', 8]]);
    expect(letters[0].key).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(letters.map(({ automatic }) => automatic)).toEqual([false, true]);
  },
  40_000,
);

test.skipIf(!may)(
  'a wrong password is said, and the reading ends when it is asked to',
  async () => {
    const standings: string[] = [];
    const end = new AbortController();
    ends.push(end);
    const mailbox = createImapMailbox(`imap://ming:falsch@127.0.0.1:${port}`, { log });
    const ended = mailbox?.follow(
      {
        place: async () => null,
        take: async () => undefined,
        heard: ({ reason }) => void standings.push(reason),
      },
      end.signal,
    );
    await poll(() => standings.length).toBeGreaterThan(0);
    expect(standings[0]).toContain('Authentication failed');
    end.abort();
    await ended;
  },
  40_000,
);
