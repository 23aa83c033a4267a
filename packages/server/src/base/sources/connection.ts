import type { Socket } from 'node:net';
import type { RejectReason } from '@opentocc/contract';
import {
  type AnswerWriter,
  carriageTemperatureOf,
  createAnswerWriter,
  createFrameSplitter,
  createReassembler,
  type FrameFault,
  type FrameHead,
  type FrameSink,
  type FrameSplitter,
  MAX_ANSWER_BYTES,
  type Message,
  type MessageNamed,
  placeOf,
  type Reassembled,
  type Reassembler,
  readFrame,
  readHead,
  readMessage,
  type TypedMessage,
  type Version,
} from '@opentocc/protocols/jt808';
import type { ErrorLog } from '../../kit/unattended.ts';
import type { AckTarget } from './answers.ts';
import type { FixWriter } from './fix-writer.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { ANSWER, type Terminal, UNKNOWN_SOURCE } from './model.ts';
import { Outbox } from './outbox.ts';
import type { TerminalDirectory } from './terminal-directory.ts';
import { handle, isOpenTo, type TerminalLine } from './terminal-messages.ts';

const POSITION = 0x0200;
const POSITION_BATCH = 0x0704;
/** Count and kind before the positions of a batch. */
const BATCH_HEAD_BYTES = 3;
/** Messages refused before the code was shown, after which a connection is closed. */
const PATIENCE = 20;

/** What a connection shares with all others. */
export interface ConnectionDeps {
  readonly directory: TerminalDirectory;
  readonly fixes: FixWriter;
  readonly metrics: GatewayMetrics;
  readonly now: () => number;
  readonly log: ErrorLog;
  /** Bytes of answers that a terminal may leave unread. */
  readonly unread_bytes: number;
  readonly reject: (source: number, reason: RejectReason, example: string) => void;
  /** Two devices use the phone of this terminal, and the other one is connected. */
  readonly isShared: (terminal: Terminal) => boolean;
  /** This connection now speaks for its terminal. */
  readonly onAuthenticated: (connection: Connection) => void;
  /** A message that the gateway itself has no use for. */
  readonly onMessage: (vehicle: number, message: Message) => void;
}

/** One terminal's TCP connection, from its first byte to its last. Holds about 1 kB. */
export class Connection implements AckTarget, FrameSink, TerminalLine {
  /** Whom it speaks for, from the code shown to the end. */
  terminal: Terminal | undefined;
  /** Of the terminal, also after the end; 0 before the code. */
  vehicle = 0;
  readonly opened_ms: number;
  last_frame_ms: number;
  private readonly splitter: FrameSplitter;
  private readonly outbox: Outbox;
  private reassembler: Reassembler | undefined;
  private answers: AnswerWriter | undefined;
  private version: Version = '2013';
  private phone = '';
  /** The phone as it stands in the terminal's headers. */
  private own = new Uint8Array(0);
  private refused = 0;
  private received_ms = 0;

  constructor(
    readonly socket: Socket,
    private readonly deps: ConnectionDeps,
  ) {
    this.opened_ms = deps.now();
    this.last_frame_ms = this.opened_ms;
    this.splitter = createFrameSplitter(this);
    this.outbox = new Outbox((bytes) => this.write(bytes), deps.log);
  }

  /** Bytes since the last frame. */
  get pending_bytes(): number {
    return this.splitter.pending_bytes;
  }

  push(chunk: Uint8Array): void {
    this.received_ms = this.deps.now();
    this.splitter.push(chunk);
  }

  frame(bytes: Uint8Array, start: number, end: number): void {
    if (this.socket.destroyed || this.socket.writableEnded) return; // ended by an earlier frame of the chunk
    const head = readHead(bytes, start, end);
    if (!head) {
      this.fault('malformed');
      return;
    }
    this.last_frame_ms = this.received_ms;
    this.deps.metrics.frame(head.id, end - start);
    if (!this.terminal) this.frameBeforeCode(bytes, head);
    else if (!this.isOwn(bytes, head)) this.refuse(head, 'unauthenticated');
    else if (head.total > 0) this.fragment(bytes, head);
    else this.whole(bytes, head);
  }

  private whole(bytes: Uint8Array, head: FrameHead): void {
    const { id, serial } = head;
    if (head.encryption === 0 && id === POSITION) this.position(bytes, head);
    else if (head.encryption === 0 && id === POSITION_BATCH)
      this.positionBatch(bytes, head.body_at, head.end, serial);
    else this.handle(readFrame(bytes, head, this.version).message, id, serial);
  }

  /** Whether a frame names the terminal that authenticated: one connection speaks for one terminal. */
  private isOwn(bytes: Uint8Array, head: FrameHead): boolean {
    const { own } = this;
    if (own.length !== head.phone_bytes) return false;
    for (let i = 0; i < own.length; i++) if (own[i] !== bytes[head.phone_at + i]) return false;
    return true;
  }

  fault(fault: FrameFault): void {
    this.reject(fault === 'checksum' ? 'checksum' : 'malformed', fault);
  }

  private frameBeforeCode(bytes: Uint8Array, head: FrameHead): void {
    const { header, message } = readFrame(bytes, head, this.version);
    this.version = header.version;
    this.phone = header.phone;
    this.own = bytes.slice(head.phone_at, head.phone_at + head.phone_bytes);
    this.answers = undefined;
    if (isOpenTo(message)) handle(this, message, head.serial);
    else {
      if (message.kind === 'position') this.claimPlace(message);
      this.refuse(head, 'unauthenticated');
    }
  }

  /** Not believed, but shown to who decides on the terminal. */
  private claimPlace(message: MessageNamed<'position'>): void {
    const [lon, lat] = placeOf(message);
    if (lon !== 0 || lat !== 0) this.deps.directory.claimPlace(this.phone, lon, lat);
  }

  private refuse(head: FrameHead, reason: RejectReason): void {
    this.reject(reason, this.phone);
    this.answer(head.serial, head.id, ANSWER.failure);
    if (++this.refused >= PATIENCE) this.end();
  }

  private position(bytes: Uint8Array, head: FrameHead): void {
    const { vehicle, source } = this.terminal!;
    const { fixes } = this.deps;
    if (fixes.add(vehicle, source, this.received_ms, bytes, head.body_at, head.end)) {
      this.hold(bytes, head.body_at, head.end);
      fixes.acknowledgeWhenDurable(this, head.serial, head.id);
    } else {
      this.reject('malformed', this.phone);
      this.answer(head.serial, head.id, ANSWER.wrong_message);
    }
  }

  /** Stored with the position before it is acknowledged. */
  private hold(bytes: Uint8Array, at: number, end: number): void {
    const temperature_c = carriageTemperatureOf(bytes, at, end);
    if (temperature_c !== null) this.deps.fixes.addHold(temperature_c);
  }

  private fragment(bytes: Uint8Array, head: FrameHead): void {
    this.reassembler ??= createReassembler();
    const body = bytes.subarray(head.body_at, head.end);
    const whole = this.reassembler.accept(head, body, this.received_ms);
    if (whole === 'refused') this.refuse(head, 'malformed');
    else if (whole !== 'waiting') this.reassembled(whole);
  }

  private reassembled({ id, serial, body }: Reassembled): void {
    if (id === POSITION_BATCH) this.positionBatch(body, 0, body.length, serial);
    else this.handle(readMessage(id, body, this.version), id, serial);
  }

  private handle(message: Message, id: number, serial: number): void {
    if (handle(this, message, serial)) return;
    const misfit = message.kind === 'raw' && message.misfit;
    if (misfit) this.reject('malformed', `0x${id.toString(16)}`);
    else this.deps.onMessage(this.terminal!.vehicle, message);
    const unknown = message.kind === 'raw' ? ANSWER.not_supported : ANSWER.ok;
    this.answer(serial, id, misfit ? ANSWER.wrong_message : unknown);
  }

  /** Reads 0x0704 without an object for each position; what is no position is counted, the rest is used. */
  private positionBatch(bytes: Uint8Array, start: number, end: number, serial: number): void {
    const { vehicle, source } = this.terminal!;
    let accepted = 0;
    let at = start + BATCH_HEAD_BYTES;
    while (at + 2 <= end) {
      const position_at = at + 2;
      at = position_at + ((bytes[at] << 8) | bytes[at + 1]);
      if (at <= end && this.deps.fixes.add(vehicle, source, this.received_ms, bytes, position_at, at)) {
        accepted++;
        this.hold(bytes, position_at, at);
      } else this.reject('malformed', this.phone);
    }
    if (accepted > 0) this.deps.fixes.acknowledgeWhenDurable(this, serial, POSITION_BATCH);
    else this.answer(serial, POSITION_BATCH, ANSWER.wrong_message);
  }

  register(said: MessageNamed<'register'>, serial: number): void {
    const { phone, version } = this;
    const { result, code } = this.deps.directory.register({
      phone,
      version,
      plate: said.plate.trim(),
      plate_colour: said.plate_colour,
      ...said.identity,
      address: this.socket.remoteAddress ?? '',
    });
    this.send({ kind: 'register_answer', serial, result, code: code ?? '' });
    if (result === 0) return;
    this.reject('unregistered', phone);
    if (++this.refused >= PATIENCE) this.end();
  }

  authenticate(code: string, serial: number): void {
    const terminal = this.deps.directory.authenticate(this.phone, code.trim());
    if (!terminal) {
      this.reject('unauthenticated', this.phone);
      this.refused++;
      this.answer(serial, 0x0102, ANSWER.failure);
      if (this.refused >= PATIENCE) this.end();
      return;
    }
    if (this.deps.isShared(terminal)) {
      this.deps.metrics.closed('phone_shared');
      this.answer(serial, 0x0102, ANSWER.failure);
      this.end();
      return;
    }
    this.terminal = terminal;
    this.vehicle = terminal.vehicle;
    if (terminal.protocol === '2011' && this.version === '2013') this.version = '2011';
    this.deps.onAuthenticated(this);
    this.answer(serial, 0x0102, ANSWER.ok);
  }

  tellTime(): void {
    this.send({ kind: 'server_time', at_ms: this.deps.now() });
  }

  settle(serial: number, answer: TypedMessage): boolean {
    return this.outbox.settle(serial, answer);
  }

  sendAgain(serial: number, missing: readonly number[]): void {
    this.outbox.sendAgain(serial, missing);
  }

  /** Sends a message that is answered; see {@link Outbox.ask}. */
  ask(message: Message, timeout_ms: number): Promise<TypedMessage> {
    return this.outbox.ask(this.version, this.phone, message, timeout_ms);
  }

  answer(serial: number, id: number, result: number): void {
    const out = Buffer.allocUnsafe(MAX_ANSWER_BYTES);
    this.write(out.subarray(0, this.putAnswer(out, 0, serial, id, result)));
  }

  acknowledge(serials_and_ids: readonly number[]): void {
    if (this.socket.destroyed) return;
    const out = Buffer.allocUnsafe((serials_and_ids.length / 2) * MAX_ANSWER_BYTES);
    let at = 0;
    for (let i = 0; i < serials_and_ids.length; i += 2)
      at = this.putAnswer(out, at, serials_and_ids[i], serials_and_ids[i + 1], ANSWER.ok);
    this.write(out.subarray(0, at));
  }

  /** Asks for fragments that are overdue. */
  askForFragments(now_ms: number): void {
    for (const { serial, missing } of this.reassembler?.overdue(now_ms) ?? [])
      this.send({ kind: 'platform_missing_fragments', serial, missing });
  }

  /** Ends in order: what was written still goes out. */
  end(): void {
    this.socket.end();
    this.terminal = undefined;
  }

  /** To be called once, when the socket has closed. */
  close(): void {
    this.outbox.close();
  }

  private send(message: Message): void {
    this.outbox.send(this.version, this.phone, message);
  }

  private putAnswer(out: Uint8Array, at: number, to_serial: number, to_id: number, result: number): number {
    this.answers ??= createAnswerWriter(this.version, this.phone);
    return this.answers.write(out, at, this.outbox.nextSerial(), to_serial, to_id, result);
  }

  private write(bytes: Uint8Array): void {
    if (this.socket.writableEnded || this.socket.destroyed) return;
    this.socket.write(bytes);
    if (this.socket.writableLength <= this.deps.unread_bytes) return;
    this.deps.metrics.closed('unread_answers');
    this.socket.destroy();
  }

  private reject(reason: RejectReason, example: string): void {
    this.deps.reject(this.terminal?.source ?? UNKNOWN_SOURCE, reason, example);
  }
}
