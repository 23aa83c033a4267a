import { randomBytes } from 'node:crypto';
import { type MessagesMessage, messagesTopic } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Area } from '../../kit/area.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import { serveTopic } from '../../kit/live-topic.ts';
import type { Logger } from '../../kit/log.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { createTopic, type Topic } from '../../kit/topic.ts';
import type { AuditSink } from '../audit/index.ts';
import type { KeyService } from '../keys/index.ts';
import type { Contact, MailPort, SmsPort, WebhookPort } from './channels.ts';
import { Delivery } from './delivery.ts';
import { Endpoints } from './endpoints.ts';
import { messageErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { MessageChange, MessageStanding, NewMessage, Reached } from './model.ts';
import { createMessageObligations } from './obligations.ts';
import { queueMessage } from './outbox.ts';
import { createOutsiders, type FindOutsider } from './outsiders.ts';
import { createOverviewStore } from './overview-store.ts';
import { DELIVERY_POLICY, type DeliveryPolicy } from './policy.ts';
import { createRealChannels } from './real-channels.ts';
import { serveMessages } from './routes.ts';
import { MessageService } from './service.ts';

export {
  type Contact,
  failed,
  type Mail,
  type MailPort,
  type Outcome,
  type Posting,
  type Sms,
  type SmsPort,
  type WebhookPort,
} from './channels.ts';
export { SEALED_COLUMNS } from './endpoints.ts';
export { migrations } from './migrations/index.ts';
export type { MessageChange, MessageStanding, NewMessage, Outbox, Reached } from './model.ts';
export { DELIVERY_POLICY, type DeliveryPolicy } from './policy.ts';
export { proves, signedHeaders } from './signature.ts';

export const declaration: ModuleDeclaration = { name: 'messages', migrations, errors: messageErrors };

/** How soon after its commit a message is looked for. */
const LOOK_EVERY_MS = 250;

export interface MessagesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: (bytes: number) => Uint8Array;
  readonly audit: AuditSink;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly mail: MailPort | null;
  readonly sms: SmsPort | null;
  readonly webhook: WebhookPort;
  readonly sms_receipt_secret: string | undefined;
  readonly console_url: string | undefined;
  readonly policy?: DeliveryPolicy;
  contactOf(principal: string): Promise<Contact | undefined>;
  namesOf(principals: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** What other modules see of messages. */
export interface Messages {
  /** Takes a message in the caller's transaction; the same key is queued once. @returns its number */
  queue(tx: Db, message: NewMessage): Promise<number>;
  readonly changes: Topic<MessageChange>;
  /** When people were last reached, by channel; a channel by which somebody never was is left out. */
  lastReached(principals: readonly string[]): Promise<readonly Reached[]>;
  /** How messages stand, by their keys: what a listener of `changes` missed, it finds here. */
  standingOf(keys: readonly string[]): Promise<readonly MessageStanding[]>;
  /** How people without an account are reached, by kind: a message goes to "case:12". */
  addOutsiders(kind: string, find: FindOutsider): void;
}

/** Made but not started. `delivery` is for tests and the module. */
export function createMessages(deps: MessagesDeps) {
  const { db, clock, log, policy = DELIVERY_POLICY } = deps;
  const changes = createTopic<MessageChange>((err) => log.error({ err }, 'a change of a message was missed'));
  const screens = createTopic<(area: Area) => MessagesMessage>((err) =>
    log.error({ err }, 'a message to a screen was missed'),
  );
  let newest = 0;
  const toScreen = ({ id }: { readonly id: number }) => {
    newest = Math.max(newest, id);
    screens.publish(() => ({ type: 'messages', newest }));
  };
  const endpoints = new Endpoints(deps);
  const endpointOf = (id: number) => endpoints.signing(id);
  const outsiders = createOutsiders();
  const contactOf = async (principal: string) =>
    (await outsiders.find(principal)) ?? deps.contactOf(principal);
  const channels = createRealChannels({ ...deps, contactOf, endpointOf, toScreen });
  const worker = randomBytes(9).toString('base64url');
  const delivery = new Delivery({ db, clock, log, policy, channels, changes, worker });
  const service = new MessageService({ ...deps, policy, channels, endpoints, changes });
  return {
    queue: (tx: Db, message: NewMessage) => queueMessage(tx, clock, message),
    lastReached: (principals: readonly string[]) => createOverviewStore(db).lastReached(principals),
    standingOf: (keys: readonly string[]) => createOverviewStore(db).standingOf(keys),
    ...{ changes, delivery, service, endpoints, addOutsiders: outsiders.add },
    routes: [serveMessages(service, endpoints)],
    topic: serveTopic<MessagesMessage>(messagesTopic, {
      snapshot: () => ({ type: 'messages', newest }),
      changes: screens,
    }),
    obligations: createMessageObligations(db),
    async start(): Promise<void> {
      newest = await createOverviewStore(db).newestToScreens();
      delivery.start(LOOK_EVERY_MS);
    },
    async stop(): Promise<void> {
      await delivery.stop();
      deps.mail?.close();
    },
  };
}

export const messagesModule = (messages: ReturnType<typeof createMessages>): Module => ({
  name: 'messages',
  routes: messages.routes,
  topics: [messages.topic],
  obligations: messages.obligations,
  jobs: [{ name: 'forget old messages', every_ms: DAY_MS, run: messages.service.sweep }],
  start: messages.start,
  stop: messages.stop,
});
