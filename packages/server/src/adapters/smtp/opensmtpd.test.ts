import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSmtpMail } from './index.ts';

/** Debian's OpenSMTPD between us and the last server: it starts as root alone, and one of it runs on a machine. */
const SMTPD = '/usr/sbin/smtpd';
const may = existsSync(SMTPD) && process.getuid?.() === 0 && !existsSync('/var/run/smtpd.sock');
if (!may)
  process.stderr.write(`mail is not sent through ${SMTPD}: not here, not root, or one runs already\n`);

const letters: { readonly to: string; readonly text: string }[] = [];
let last: SMTPServer;
let daemon: ChildProcess;
let folder: string;
let url: string;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (well: boolean) => {
      socket.destroy();
      done(well);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });

beforeAll(async () => {
  if (!may) return;
  last = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => {
        text += part;
      });
      stream.on('end', () => {
        letters.push({ to: envelope.rcptTo.map(({ address }) => address).join(), text });
        done(null, '2.0.0 taken');
      });
    },
  });
  await new Promise<void>((done) => last.listen(0, '127.0.0.1', () => done()));
  const relay = (last.server.address() as AddressInfo).port;
  const port = await freePort();
  folder = mkdtempSync(join(tmpdir(), 'opentocc-smtpd-'));
  const file = join(folder, 'smtpd.conf');
  const lines = [
    `listen on 127.0.0.1 port ${port}`,
    `action "on" relay host "smtp://127.0.0.1:${relay}"`,
    'match from any for domain "tocc.test" action "on"',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  daemon = spawn(SMTPD, ['-d', '-f', file], { stdio: 'ignore' });
  for (let tried = 0; !(await answers(port)); tried++) {
    if (tried > 100 || daemon.exitCode !== null) throw new Error(`${SMTPD} does not answer on ${port}`);
    await sleep(100);
  }
  url = `smtp://127.0.0.1:${port}`;
}, 30_000);

afterAll(async () => {
  if (!may) return;
  const ended = new Promise((done) => daemon.once('exit', done));
  daemon.kill();
  await ended;
  await new Promise<void>((done) => last.close(() => done()));
  rmSync(folder, { recursive: true, force: true });
});

async function send(to: string) {
  const mail = createSmtpMail({ url, from: '运行指挥中心 <tocc@tocc.test>' });
  const letter = { message_id: 'tocc-7-0123456789ab@tocc.test', to, subject: '橙色预警', text: '正文' };
  try {
    return await mail?.send({ ...letter, headers: { 'X-OpenTOCC-Attempt': '1' } });
  } finally {
    mail?.close();
  }
}

test.skipIf(!may)(
  'a letter goes through OpenSMTPD to the last server as it was written',
  async () => {
    expect(await send('moon@tocc.test')).toMatchObject({ kind: 'sent' });
    await expect.poll(() => letters.length, { timeout: 20_000 }).toBe(1);
    expect(letters[0].to).toBe('moon@tocc.test');
    expect(letters[0].text).toContain('Message-ID: <tocc-7-0123456789ab@tocc.test>');
    expect(letters[0].text).toMatch(/^Received: .*OpenSMTPD/ms);
  },
  30_000,
);

test.skipIf(!may)('what OpenSMTPD does not take is refused for good, and nothing of it goes on', async () => {
  expect(await send('moon@elsewhere.test')).toMatchObject({ kind: 'failed', certain: true, lasting: true });
  expect(letters.every(({ to }) => to === 'moon@tocc.test')).toBe(true);
});
