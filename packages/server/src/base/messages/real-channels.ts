import { createHash } from 'node:crypto';
import type { Bilingual, MessageChannel } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import {
  type Channel,
  type Contact,
  failed,
  type MailPort,
  type Outcome,
  type Outgoing,
  type SigningEndpoint,
  type SmsPort,
  type WebhookPort,
} from './channels.ts';
import { signedHeaders } from './signature.ts';

export interface RealChannelsDeps {
  readonly clock: Clock;
  /** Null where the installation has none. */
  readonly mail: MailPort | null;
  readonly sms: SmsPort | null;
  readonly webhook: WebhookPort;
  /** Undefined for who has no account. */
  contactOf(principal: string): Promise<Contact | undefined>;
  endpointOf(id: number): Promise<SigningEndpoint | undefined>;
  /** Shows the message on the recipient's screen. */
  toScreen(message: Outgoing): void;
  /** Where the console is reached from outside, for links; undefined where that is not known. */
  readonly console_url: string | undefined;
}

/** The ways out of the building, and the screens in it. */
export function createRealChannels(deps: RealChannelsDeps): Record<MessageChannel, Channel> {
  return { screen: screen(deps), email: email(deps), webhook: webhook(deps), sms: sms(deps) };
}

function screen({ contactOf, toScreen }: RealChannelsDeps): Channel {
  return {
    ready: true,
    says: { zh: '值守台屏幕', en: 'Screens of the console' },
    async send(message) {
      if (!(await contactOf(message.recipient))?.active) return failed(NO_ACCOUNT, { lasting: true });
      toScreen(message);
      return { kind: 'sent', detail: { zh: '已到收件箱，待本人阅知', en: 'In the inbox, to be read' } };
    },
  };
}

function email({ mail, contactOf, console_url }: RealChannelsDeps): Channel {
  if (!mail) return missing('邮件', 'E-mail', 'SMTP_URL');
  return {
    ready: true,
    says: mail.says,
    async send(message) {
      const contact = await contactOf(message.recipient);
      if (!contact?.active) return failed(NO_ACCOUNT, { lasting: true });
      if (contact.email === null) return failed(noAddress('邮箱', 'e-mail address'), { lasting: true });
      const { language } = contact;
      const outcome = await mail.send({
        message_id: `${nameOf(message)}@${mail.domain}`,
        to: contact.email,
        subject: message.subject[language],
        text: textOf(message, language, contact.outside ? undefined : console_url),
        headers: { 'X-OpenTOCC-Id': nameOf(message), 'X-OpenTOCC-Attempt': String(message.attempt) },
      });
      return without(outcome, contact.email);
    },
  };
}

function sms({ sms: gateway, contactOf }: RealChannelsDeps): Channel {
  if (!gateway) return missing('短信', 'SMS', 'SMS_GATEWAY_URL');
  return {
    ready: true,
    says: gateway.says,
    async send(message) {
      const contact = await contactOf(message.recipient);
      if (!contact?.active) return failed(NO_ACCOUNT, { lasting: true });
      if (contact.phone === null) return failed(noAddress('手机号', 'phone'), { lasting: true });
      const { subject, body } = message;
      const { language } = contact;
      const text = body[language] === '' ? subject[language] : `${subject[language]}\n${body[language]}`;
      return without(await gateway.send({ id: nameOf(message), to: contact.phone, text }), contact.phone);
    },
  };
}

function webhook({ webhook: port, endpointOf, clock }: RealChannelsDeps): Channel {
  return {
    ready: true,
    says: { zh: '各回调地址（签名投递）', en: 'The endpoints, signed' },
    async send(message) {
      const endpoint = await endpointOf(Number(message.recipient));
      if (!endpoint?.active) return failed(NO_ENDPOINT, { lasting: true });
      const { id: _, recipient: __, maybe_second, body: text, queued_ms, ...told } = message;
      const body = JSON.stringify({
        ...{ id: nameOf(message), key: told.key, subject: told.subject, text, about: told.about },
        ...(told.data && { data: told.data }),
        ...{ queued_ms, attempt: told.attempt, maybe_second },
      });
      const signed = { id: nameOf(message), at_s: Math.floor(clock.now() / 1000), body };
      const { url, digest, secret } = endpoint;
      return port.post({ url, body, headers: signedHeaders(digest, secret, signed) });
    },
  };
}

/** What a message is called outside: the same in every attempt, and it tells nothing. */
export function nameOf({ id, key }: Pick<Outgoing, 'id' | 'key'>): string {
  return `tocc-${id}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

/** @returns null for a name that is none of ours */
export function idOfName(name: string): number | null {
  const [, id] = /^tocc-(\d{1,9})-[0-9a-f]{12}$/.exec(name) ?? [];
  return id === undefined ? null : Number(id);
}

function textOf({ body, about }: Outgoing, language: 'zh' | 'en', console_url: string | undefined): string {
  if (console_url === undefined) return `${body[language]}\n`;
  return `${body[language]}\n\n${console_url.replace(/\/$/, '')}${about.opens}\n`;
}

/** Servers say addresses in their answers; receipts are seen by more people than addresses are. */
function without(outcome: Outcome, address: string): Outcome {
  const hide = (text: string) => text.replaceAll(address, '***');
  const { zh, en } = outcome.detail;
  return { ...outcome, detail: { zh: hide(zh), en: hide(en) } };
}

function missing(zh: string, en: string, setting: string): Channel {
  const says = { zh: `本平台未配置${zh}通道（${setting}）`, en: `${en} is not set up here (${setting})` };
  return { ready: false, says, send: async () => failed(says, { lasting: true }) };
}

const NO_ACCOUNT: Bilingual = {
  zh: '收件人没有可用账号',
  en: 'The recipient has no account that is in use',
};
const NO_ENDPOINT: Bilingual = {
  zh: '回调地址已停用或不存在',
  en: 'The endpoint is stopped or does not exist',
};
const noAddress = (zh: string, en: string): Bilingual => ({
  zh: `收件人账号未登记${zh}`,
  en: `The recipient's account has no ${en}`,
});
