import type { Bilingual, EndpointDigest, Language, MessageAbout, MessageChannel } from '@opentocc/contract';
import type { MessageData } from './message-data.ts';

/** A message on its way out: what every channel is given. */
export interface Outgoing {
  readonly id: number;
  readonly key: string;
  readonly channel: MessageChannel;
  readonly recipient: string;
  readonly subject: Bilingual;
  readonly body: Bilingual;
  readonly about: MessageAbout;
  readonly data: MessageData | null;
  /** From 1. */
  readonly attempt: number;
  /** True where an attempt before this one may have arrived. */
  readonly maybe_second: boolean;
  readonly queued_ms: number;
}

/** How an attempt ended. */
export type Outcome =
  | { readonly kind: 'sent' | 'delivered'; readonly detail: Bilingual }
  | {
      readonly kind: 'failed';
      /** False where the message may have arrived all the same: the connection broke after it was handed over. */
      readonly certain: boolean;
      /** True where another attempt would fail too: no such mailbox. */
      readonly lasting: boolean;
      readonly detail: Bilingual;
    };

/** One way to reach people or systems. It never throws for what the other side does. */
export interface Channel {
  readonly ready: boolean;
  readonly says: Bilingual;
  send(message: Outgoing): Promise<Outcome>;
}

export interface Mail {
  /** The same in every attempt, without angle brackets. */
  readonly message_id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends e-mail; implemented over SMTP. */
export interface MailPort {
  readonly says: Bilingual;
  /** What stands behind the @ of message ids. */
  readonly domain: string;
  send(mail: Mail): Promise<Outcome>;
  close(): void;
}

export interface Sms {
  /** The same in every attempt: the gateway sends one id once. */
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** Hands SMS to a gateway. */
export interface SmsPort {
  readonly says: Bilingual;
  send(sms: Sms): Promise<Outcome>;
}

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts to endpoints of others, within bounds. */
export interface WebhookPort {
  /** @returns why an address may never be posted to, as far as it can be seen without asking; null when it may */
  refuses(url: string): Bilingual | null;
  post(posting: Posting): Promise<Outcome>;
}

/** How somebody is reached. */
export interface Contact {
  /** Of the account. */
  readonly name: string;
  readonly language: Language;
  readonly active: boolean;
  readonly phone: string | null;
  readonly email: string | null;
  /** Of who has no account and cannot follow a link into the console. */
  readonly outside?: boolean;
}

/** An endpoint with what signs for it. */
export interface SigningEndpoint {
  readonly name: string;
  readonly url: string;
  readonly digest: EndpointDigest;
  readonly active: boolean;
  readonly secret: string;
}

export const failed = (detail: Bilingual, { lasting = false, certain = true } = {}): Outcome => ({
  kind: 'failed',
  certain,
  lasting,
  detail,
});
