import { createTransport, type NodemailerError } from 'nodemailer';
import { failed, type Mail, type MailPort, type Outcome } from '../../base/messages/index.ts';

export interface SmtpConfig {
  /** smtp:// or smtps://, with user and password where the server asks for them. */
  readonly url: string;
  /** Whom mail comes from: `运行指挥中心 <tocc@example.com>`. */
  readonly from: string;
}

const CONNECT_MS = 8_000;
const SILENCE_MS = 15_000;

/** Sends mail over SMTP, several over one connection while there is much to send; null where no server is set up. */
export function createSmtpMail(config: SmtpConfig | undefined): MailPort | null {
  return config ? mailOver(config) : null;
}

function mailOver({ url, from }: SmtpConfig): MailPort {
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 4 },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const { host } = new URL(url);
  return {
    says: { zh: `邮件服务器 ${host}`, en: `Mail server ${host}` },
    domain: /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost',
    send: async ({ message_id, to, subject, text, headers }: Mail): Promise<Outcome> => {
      try {
        const { response } = await transport.sendMail({
          ...{ from, to, subject, text, messageId: `<${message_id}>` },
          headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
        });
        return { kind: 'sent', detail: said('邮件服务器已接收', 'Taken by the mail server', response) };
      } catch (error) {
        return outcomeOf(error as NodemailerError);
      }
    },
    close: () => transport.close(),
  };
}

/** What fails before a letter can have been handed over: a name, a key, a sender that is no address. */
const BEFORE_THE_LETTER = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EENVELOPE', 'EMESSAGE']);

/**
 * A refusal for good (5xx) is lasting. The library does not say at which step a connection broke, so what broke after it
 * stood leaves open what became of the letter.
 */
function outcomeOf({ responseCode, code, message, response, ...error }: NodemailerError): Outcome {
  const isRefused = 'syscall' in error && error.syscall === 'connect';
  const isSilent = /^(?:Connection timeout|Greeting never received)/.test(message);
  const certain = responseCode !== undefined || isRefused || isSilent || BEFORE_THE_LETTER.has(String(code));
  const lasting = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return failed(said('邮件服务器未接收', 'Not taken by the mail server', response ?? message), {
    lasting,
    certain,
  });
}

const MOST_LETTERS = 200;
const said = (zh: string, en: string, answer: string) => {
  const short = answer.replace(/\s+/g, ' ').slice(0, MOST_LETTERS);
  return { zh: `${zh}：${short}`, en: `${en}: ${short}` };
};
