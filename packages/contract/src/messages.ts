import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { messagesTopic } from './messages-topic.ts';
import { defineContract } from './module.ts';
import { BUILT_IN_ROLE_NAMES, type BuiltInRole } from './permission.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';

export const MessageChannel = z.enum(['screen', 'email', 'webhook', 'sms']);
export type MessageChannel = z.infer<typeof MessageChannel>;

/**
 * Where a message stands: waiting, on its way, taken by the next hop, confirmed by the recipient's side, to be tried again,
 * given up until a person sends it again, or of a drill, which leaves the building by no channel.
 */
export const MessageState = z.enum(['queued', 'sending', 'sent', 'delivered', 'failed', 'dead', 'blocked']);
export type MessageState = z.infer<typeof MessageState>;

/** What happened to a message. `unknown`: an attempt whose end nobody saw, so that the next one may be a second copy. */
export const ReceiptKind = z.enum([
  'queued',
  'attempt',
  'unknown',
  'sent',
  'delivered',
  'failed',
  'dead',
  'again',
  'blocked',
]);
export type ReceiptKind = z.infer<typeof ReceiptKind>;

export const MessageReceipt = z.object({
  at_ms: AtMs,
  kind: ReceiptKind,
  /** Which attempt, from 1; 0 before the first. */
  attempt: z.number().int(),
  detail: Bilingual,
  /** The account that asked for it; null where the system did. */
  by: z.string().nullable(),
});
export type MessageReceipt = z.infer<typeof MessageReceipt>;

/** What a message is about, and the page where that is seen to. */
export const MessageAbout = z.object({ module: z.string(), id: z.string(), opens: z.string() });
export type MessageAbout = z.infer<typeof MessageAbout>;

export const Message = z
  .object({
    id: z.number().int(),
    key: z.string(),
    channel: MessageChannel,
    /** Name of the account or of the endpoint. */
    to: z.string(),
    subject: Bilingual,
    about: MessageAbout,
    drill: z.boolean(),
    state: MessageState,
    attempts: z.number().int(),
    queued_ms: AtMs,
    changed_ms: AtMs,
    /** When it is tried next; null where it is not. */
    next_ms: AtMs.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const MessageDetail = Message.extend({
  text: Bilingual,
  receipts: z.array(MessageReceipt),
}).meta({ id: 'MessageDetail' });
export type MessageDetail = z.infer<typeof MessageDetail>;

/** Messages, the newest first; `before` asks for the next page, null at the end. */
export const MessagePage = z
  .object({ messages: z.array(Message), before: z.number().int().nullable() })
  .meta({ id: 'MessagePage' });
export type MessagePage = z.infer<typeof MessagePage>;

/** How messages are tried: dated, with its source. */
export const DeliveryRules = z.object({
  version: z.string(),
  source: Bilingual,
  assumed: z.boolean(),
  first_wait_s: z.number(),
  longest_wait_s: z.number(),
  attempts: z.record(MessageChannel, z.number().int()),
});
export type DeliveryRules = z.infer<typeof DeliveryRules>;

export const ChannelStatus = z.object({
  channel: MessageChannel,
  /** Whether this installation has it set up. */
  ready: z.boolean(),
  /** Where it leads, without secrets; what to set where it is not ready. */
  says: Bilingual,
  counts: z.record(MessageState, z.number().int()),
});
export type ChannelStatus = z.infer<typeof ChannelStatus>;

export const MessageStatus = z
  .object({ channels: z.array(ChannelStatus), rules: DeliveryRules })
  .meta({ id: 'MessageStatus' });
export type MessageStatus = z.infer<typeof MessageStatus>;

/** Why a dead message is sent again; the version is that which was looked at. */
export const SendAgain = z.object({
  reason: typedText().trim().min(2).max(200),
  version: z.number().int().nonnegative(),
});
export type SendAgain = z.infer<typeof SendAgain>;

export const EndpointDigest = z.enum(['sha256', 'sm3']);
export type EndpointDigest = z.infer<typeof EndpointDigest>;

/** Where messages are posted to by webhook. */
export const MessageEndpoint = z
  .object({
    id: z.number().int(),
    name: z.string(),
    url: z.string(),
    digest: EndpointDigest,
    active: z.boolean(),
    added_ms: AtMs,
    by: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'MessageEndpoint' });
export type MessageEndpoint = z.infer<typeof MessageEndpoint>;

const EndpointName = typedText().trim().min(1).max(60);
const EndpointUrl = typedText().trim().min(8).max(500);

export const NewEndpoint = z.object({
  name: EndpointName,
  url: EndpointUrl,
  digest: EndpointDigest.default('sha256'),
});
export type NewEndpoint = z.infer<typeof NewEndpoint>;

export const EndpointChange = z.object({
  name: EndpointName.optional(),
  url: EndpointUrl.optional(),
  active: z.boolean().optional(),
  version: z.number().int().nonnegative(),
});
export type EndpointChange = z.infer<typeof EndpointChange>;

/** An endpoint and the secret of its signatures, which is shown once. */
export const EndpointSecret = z.object({ endpoint: MessageEndpoint, secret: z.string() });
export type EndpointSecret = z.infer<typeof EndpointSecret>;

/** A message to the caller's own screen. */
export const ScreenMessage = z
  .object({
    id: z.number().int(),
    subject: Bilingual,
    text: Bilingual,
    about: MessageAbout,
    sent_ms: AtMs,
    read_ms: AtMs.nullable(),
  })
  .meta({ id: 'ScreenMessage' });
export type ScreenMessage = z.infer<typeof ScreenMessage>;

/** What an SMS gateway says became of a message, signed. */
export const SmsReceipt = z.object({
  id: z.string().max(60),
  state: z.enum(['delivered', 'undelivered']),
  detail: z.string().max(200).default(''),
});
export type SmsReceipt = z.infer<typeof SmsReceipt>;

const MessageQuery = z.object({
  state: MessageState.optional(),
  channel: MessageChannel.optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const messageRoutes = defineRoutes('messages', {
  listMessages: {
    method: 'GET',
    path: '/api/v1/messages',
    summary: { zh: '消息', en: 'Messages, the newest first' },
    authority: 'messages:read',
    area: 'city',
    query: MessageQuery,
    response: MessagePage,
  },
  getMessageStatus: {
    method: 'GET',
    path: '/api/v1/message-channels',
    summary: { zh: '消息通道与发送规则', en: 'Channels, what stands in them, and the rules of sending' },
    authority: 'messages:read',
    area: 'city',
    response: MessageStatus,
  },
  getMessage: {
    method: 'GET',
    path: '/api/v1/messages/:id',
    summary: { zh: '一条消息及其回执', en: 'A message and its receipts' },
    authority: 'messages:read',
    area: 'city',
    target: 'message',
    params: RowId,
    response: MessageDetail,
  },
  sendAgain: {
    method: 'POST',
    path: '/api/v1/messages/:id/again',
    summary: { zh: '重新发送一条死信', en: 'Send a dead message again' },
    authority: 'messages:resend',
    area: 'city',
    audit: 'own',
    target: 'message',
    params: RowId,
    body: SendAgain,
    response: MessageDetail,
  },
  listEndpoints: {
    method: 'GET',
    path: '/api/v1/message-endpoints',
    summary: { zh: '网络回调地址', en: 'Webhook endpoints' },
    authority: 'messages:read',
    area: 'city',
    response: z.array(MessageEndpoint),
  },
  addEndpoint: {
    method: 'POST',
    path: '/api/v1/message-endpoints',
    summary: { zh: '新建网络回调地址', en: 'Add a webhook endpoint' },
    authority: 'messages:endpoints',
    area: 'everything',
    audit: 'own',
    body: NewEndpoint,
    status: 201,
    response: EndpointSecret,
  },
  changeEndpoint: {
    method: 'PATCH',
    path: '/api/v1/message-endpoints/:id',
    summary: { zh: '修改、停用网络回调地址', en: 'Change or stop a webhook endpoint' },
    authority: 'messages:endpoints',
    area: 'everything',
    audit: 'own',
    target: 'endpoint',
    params: RowId,
    body: EndpointChange,
    response: MessageEndpoint,
  },
  renewEndpointSecret: {
    method: 'POST',
    path: '/api/v1/message-endpoints/:id/secret',
    summary: { zh: '更换签名密钥', en: 'Give a new secret for signatures' },
    authority: 'messages:endpoints',
    area: 'everything',
    audit: 'own',
    target: 'endpoint',
    params: RowId,
    response: EndpointSecret,
  },
  testEndpoint: {
    method: 'POST',
    path: '/api/v1/message-endpoints/:id/test',
    summary: { zh: '发送测试消息', en: 'Send a test message' },
    authority: 'messages:endpoints',
    area: 'everything',
    audit: 'own',
    target: 'endpoint',
    params: RowId,
    status: 202,
    response: Message,
  },
  takeSmsReceipt: {
    method: 'POST',
    path: '/api/v1/messages/sms-receipts',
    summary: {
      zh: '短信网关回执（签名）',
      en: 'Delivery receipts of the SMS gateway, signed; see docs/messages.md',
    },
    // The gateway has no account: its signature is checked.
    authority: 'public',
    csrf_exempt: true,
    audit: 'own',
    per_minute: 600,
    body: SmsReceipt,
    response: null,
  },
  listInbox: {
    method: 'GET',
    path: '/api/v1/inbox',
    summary: { zh: '我的消息', en: "Messages to the caller's own screen" },
    authority: 'messages:inbox',
    response: z.array(ScreenMessage),
  },
  readInbox: {
    method: 'POST',
    path: '/api/v1/inbox/:id/reading',
    summary: { zh: '标为已阅', en: 'Mark a message as read' },
    authority: 'messages:inbox',
    target: 'message',
    params: RowId,
    response: null,
  },
});

const PEOPLE = (Object.keys(BUILT_IN_ROLE_NAMES) as BuiltInRole[]).filter((role) => role !== 'display');

export const messagesContract = defineContract({
  routes: messageRoutes,
  topics: [messagesTopic],
  permissions: {
    'messages:inbox': { platform: 'base', zh: '接收消息', en: 'Get messages on the screen', roles: PEOPLE },
    'messages:read': {
      platform: 'base',
      zh: '查看消息与回执',
      en: 'See messages and receipts',
      roles: ['system-administrator', 'duty-officer'],
    },
    'messages:resend': {
      platform: 'base',
      zh: '重新发送死信',
      en: 'Send dead messages again',
      roles: ['system-administrator', 'duty-officer'],
    },
    'messages:endpoints': {
      platform: 'base',
      zh: '管理网络回调地址',
      en: 'Manage webhook endpoints',
      roles: ['system-administrator'],
    },
  },
});
