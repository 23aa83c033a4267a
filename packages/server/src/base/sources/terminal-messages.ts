import type { Message, MessageKind, MessageNamed, TypedMessage } from '@opentocc/protocols/jt808';
import { ANSWER } from './model.ts';

/** What a connection does for its terminal when that sends something. */
export interface TerminalLine {
  register(said: MessageNamed<'register'>, serial: number): void;
  authenticate(code: string, serial: number): void;
  /** The platform's general answer 0x8001. */
  answer(serial: number, id: number, result: number): void;
  end(): void;
  tellTime(): void;
  /** Sends the fragments once more that a terminal misses of a message. */
  sendAgain(serial: number, missing: readonly number[]): void;
  /** @returns whether somebody waited for the answer. */
  settle(serial: number, answer: TypedMessage): boolean;
}

/** False when the gateway has no use for the message after all. */
type Handler<M> = (connection: TerminalLine, message: M, serial: number) => unknown;
type Handlers = { readonly [K in MessageKind]?: Handler<MessageNamed<K>> };

/**
 * The answer to something that the platform asked: goes to who waits for it. One that nobody waits for, unasked or too late,
 * is a message like any other, and answered: its terminal would send it again else.
 */
const settle = (connection: TerminalLine, message: TypedMessage & { readonly serial: number }): boolean =>
  connection.settle(message.serial, message);

/** What the gateway does with each kind of message, positions apart. A kind that is not here is answered and passed on. */
const handlers: Handlers = {
  register: (connection, message, serial) => connection.register(message, serial),
  authenticate: (connection, message, serial) => connection.authenticate(message.code, serial),
  heartbeat: (connection, _message, serial) => connection.answer(serial, 0x0002, ANSWER.ok),
  logout(connection, _message, serial) {
    connection.answer(serial, 0x0003, ANSWER.ok);
    connection.end();
  },
  server_time_query: (connection) => connection.tellTime(),
  terminal_missing_fragments: (connection, { serial, missing }) => connection.sendAgain(serial, missing),
  /** A general answer is never answered. */
  terminal_answer: (connection, message) => void connection.settle(message.serial, message),
  parameters: settle,
  position_answer: settle,
  vehicle_control_answer: settle,
  question_answer: settle,
  media_list: settle,
  picture_answer: settle,
  recordings: settle,
  recorder_data: settle,
};

const OPEN: ReadonlySet<Message['kind']> = new Set(['register', 'authenticate', 'server_time_query']);

/** Whether a message is taken from a terminal that has not shown its code yet. */
export function isOpenTo(message: Message): boolean {
  return OPEN.has(message.kind);
}

/** @returns false when the gateway has no use of its own for the message. */
export function handle(connection: TerminalLine, message: Message, serial: number): boolean {
  if (message.kind === 'raw') return false;
  const handler = handlers[message.kind] as Handler<TypedMessage> | undefined;
  return handler !== undefined && handler(connection, message, serial) !== false;
}
