import { type AddressInfo, createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSmtpMail } from './index.ts';

const letters: string[] = [];
let server: SMTPServer;
let url: string;

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('nobody'))
        return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      if (address.startsWith('full'))
        return done(Object.assign(new Error('mailbox full'), { responseCode: 452 }));
      done();
    },
    onData(stream, _session, done) {
      let letter = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => {
        letter += part;
      });
      stream.on('end', () => {
        letters.push(letter);
        done(null, '2.0.0 queued');
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

const letter = (to: string, subject = '橙色预警') => ({
  message_id: 'tocc-1-0123456789ab@tocc.test',
  to,
  subject,
  text: '正文\n.\n第二行',
  headers: { 'X-OpenTOCC-Attempt': '2' },
});

async function send(to: string, subject?: string, at = url) {
  const mail = createSmtpMail({ url: at, from: '运行指挥中心 <tocc@tocc.test>' });
  try {
    return await mail?.send(letter(to, subject));
  } finally {
    mail?.close();
  }
}

test('a letter arrives with its own message id, whatever its text holds', async () => {
  expect(await send('moon@tocc.test')).toMatchObject({ kind: 'sent' });
  const [got] = letters;
  expect(got).toContain('Message-ID: <tocc-1-0123456789ab@tocc.test>');
  expect(got).toMatch(/X-OpenTOCC-Attempt: 2/i);
  expect(got).toContain('Auto-Submitted: auto-generated');
  const [, encoded = ''] = got.split('\r\n\r\n');
  expect(Buffer.from(encoded, 'base64').toString()).toMatch(/^正文\r?\n\.\r?\n第二行/);
});

test('a subject cannot smuggle a header in', async () => {
  await send('moon@tocc.test', 'a\r\nBcc: thief@tocc.test');
  expect(letters.at(-1)).not.toMatch(/^Bcc:/im);
});

test('a refusal for good is lasting, a full mailbox and a server that is gone are not', async () => {
  expect(await send('nobody@tocc.test')).toMatchObject({ kind: 'failed', certain: true, lasting: true });
  expect(await send('full@tocc.test')).toMatchObject({ kind: 'failed', certain: true, lasting: false });
  expect(await send('moon@tocc.test', undefined, 'smtp://127.0.0.1:9')).toMatchObject({
    ...{ kind: 'failed', certain: true, lasting: false },
  });
});

test('a connection that breaks after the letter was handed over leaves open what became of it', async () => {
  const broken = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('220 tocc.test\r\n');
    let inData = false;
    socket.on('data', (bytes) => {
      const text = bytes.toString();
      if (inData) return socket.destroy();
      if (/^DATA/im.test(text)) {
        inData = true;
        socket.write('354 go\r\n');
      } else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', () => resolve()));
  const { port } = broken.address() as AddressInfo;
  const outcome = await send('moon@tocc.test', undefined, `smtp://127.0.0.1:${port}`);
  expect(outcome).toMatchObject({ kind: 'failed', certain: false, lasting: false });
  await new Promise<void>((resolve) => broken.close(() => resolve()));
});

test('without a server there is no mail', () => {
  expect(createSmtpMail(undefined)).toBeNull();
});
