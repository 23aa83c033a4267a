import type { Socket } from 'node:net';
import type { RejectReason } from '@opentocc/contract';
import {
  type CipherConstants,
  createFrameSplitter,
  type Edition,
  editionOfLocations,
  endOfLocation,
  type FrameFault,
  type FrameHead,
  type FrameSink,
  type FrameSplitter,
  isShifted,
  type Message,
  type MessageNamed,
  plainBody,
  readFrame,
  readHead,
  readMessage,
  readSubHead,
  type SubHead,
} from '@opentocc/protocols/jt809';
import type { ErrorLog } from '../../kit/unattended.ts';
import {
  type AckTarget,
  comparablePhone,
  type FixWriter,
  REGISTER_RESULT,
  type Registry,
} from '../sources/index.ts';
import type { ForwardingPlatform, LinkCounts } from './model.ts';
import { POSITION_READERS } from './position-readers.ts';
import { type ReceiptLimits, Receipts } from './receipts.ts';
import { SubLink, type SubLinkLimits } from './sub-link.ts';
import { VehicleFinder } from './vehicle-finder.ts';
import { Wire, type WireDeps } from './wire.ts';

export interface MainLinkLimits extends ReceiptLimits, SubLinkLimits {
  /** Longest frame before the log-in, bytes. */
  readonly stranger_frame_bytes: number;
  /** Longest frame after it: photos travel in one. */
  readonly frame_bytes: number;
}

/** Who may log in, and what is counted of it. */
export interface LogInDesk {
  /** Constants of the platform that a header names. */
  cipherOf(centre: number): CipherConstants | undefined;
  /** @returns the result of 0x1002, and the platform when it is 0. */
  logIn(
    said: MessageNamed<'log_in'>,
    centre: number,
    link: MainLink,
  ): { readonly result: number; readonly platform?: ForwardingPlatform };
}

/** What a main link shares with all others. */
export interface MainLinkDeps extends WireDeps {
  readonly desk: LogInDesk;
  readonly log: ErrorLog;
  readonly limits: MainLinkLimits;
  readonly fixes: FixWriter;
  readonly registry: Pick<Registry, 'index' | 'directory' | 'getSource'>;
  readonly countsOf: (source: number) => LinkCounts;
  readonly reject: (source: number, reason: RejectReason, n: number, example: string) => void;
  /** A vehicle of a source reports. */
  readonly heard: (source: number, vehicle: number, at_ms: number) => void;
  readonly randomCode: () => number;
  /** A message that the link itself has no use for. */
  readonly onMessage: (source: number, message: Message) => void;
  readonly strangerFault: () => void;
}

/** Of a terminal, in its normal form. */
const IS_NUMBER = /^\d+$/;
const EXCHANGE = 0x1200;
const LOCATION = 0x1202;
const HISTORY = 0x1203;

/** The TCP connection of one inferior platform, from its first byte to its last, and the sub link that belongs to it. */
export class MainLink implements AckTarget, FrameSink {
  /** Who logged in. */
  platform: ForwardingPlatform | undefined;
  sub_link: SubLink | undefined;
  readonly opened_ms: number;
  logged_in_ms: number | null = null;
  last_frame_ms: number;
  last_test_ms: number | null = null;
  /** Where it said that it listens. */
  stated: { readonly host: string; readonly port: number } | undefined;
  edition: Edition | undefined;
  private readonly splitter: FrameSplitter;
  private readonly wire: Wire;
  private receipts: Receipts | undefined;
  private vehicles: VehicleFinder | undefined;
  /** Positions read and not settled yet. */
  private unsettled = 0;
  /** Positions refused since something unsettled came last. */
  private refused = 0;
  private received_ms = 0;

  constructor(
    readonly socket: Socket,
    private readonly deps: MainLinkDeps,
  ) {
    this.opened_ms = deps.now();
    this.last_frame_ms = this.opened_ms;
    this.splitter = createFrameSplitter(this, deps.limits.stranger_frame_bytes);
    this.wire = new Wire(socket, deps);
  }

  get pending_bytes(): number {
    return this.splitter.pending_bytes;
  }

  get address(): string {
    return this.socket.remoteAddress ?? '';
  }

  push(chunk: Uint8Array): void {
    this.received_ms = this.deps.now();
    this.splitter.push(chunk);
  }

  frame(bytes: Uint8Array, start: number, end: number): void {
    if (this.socket.destroyed || this.socket.writableEnded) return; // ended by an earlier frame of the chunk
    const head = readHead(bytes, start, end, this.edition);
    if (!head) this.fault('malformed');
    else if (!this.platform) this.frameBeforeLogIn(bytes, head);
    else this.frameOf(this.platform, bytes, head);
  }

  fault(fault: FrameFault): void {
    if (this.platform) this.bad(this.platform, fault === 'checksum' ? 'checksum' : 'malformed', fault);
    else this.deps.strangerFault();
  }

  /** The number of positions that are settled stands in each pair beside the serial of the frame that became durable. */
  acknowledge(serials_and_counts: readonly number[]): void {
    let positions = 0;
    for (let i = 1; i < serials_and_counts.length; i += 2) positions += serials_and_counts[i];
    this.unsettled -= positions;
    this.receipts?.add(positions);
    if (this.unsettled > 0) return;
    this.receipts?.add(this.refused);
    this.refused = 0;
  }

  sweep(): void {
    this.vehicles?.forget();
    this.receipts?.sweep();
    this.sub_link?.sweep();
  }

  /** Sends on the sub link, or on the main link while that is down, as the standard has it. */
  sendDown(message: Message): boolean {
    return this.sub_link?.send(message) || this.send(message);
  }

  /** As `sendDown`. @returns the serial of its frame, which the answer names in 2019; null where it did not go out. */
  ask(message: Message): number | null {
    return this.sub_link?.ask(message) ?? (this.send(message) ? this.wire.last_serial : null);
  }

  /** Ends in order: what was written still goes out. */
  end(): void {
    this.receipts?.flush();
    this.socket.end();
    this.close();
  }

  /** To be called when the socket has closed. */
  close(): void {
    this.sub_link?.close();
    this.platform = undefined;
  }

  private frameBeforeLogIn(bytes: Uint8Array, head: FrameHead): void {
    const { message } = readFrame(bytes, head, this.deps.desk.cipherOf(head.centre));
    if (message.kind === 'log_in') this.logIn(message, head);
    else {
      this.deps.strangerFault();
      this.socket.destroy();
    }
  }

  private logIn(said: MessageNamed<'log_in'>, head: FrameHead): void {
    this.edition = head.edition;
    this.last_frame_ms = this.received_ms;
    const verify_code = this.deps.randomCode();
    const { result, platform } = this.deps.desk.logIn(said, head.centre, this);
    const speech = { edition: head.edition, centre: head.centre, cipher: null };
    this.wire.send(speech, { kind: 'log_in_answer', result, verify_code: platform ? verify_code : 0 });
    if (!platform) {
      this.socket.end();
      return;
    }
    const { deps } = this;
    this.platform = platform;
    this.logged_in_ms = deps.now();
    this.splitter.max_frame_bytes = deps.limits.frame_bytes;
    this.stated = { host: said.host, port: said.port };
    this.receipts = new Receipts(deps.limits, deps.now, (message) => this.sendDown(message));
    this.vehicles = new VehicleFinder(deps.registry.index, platform.source);
    this.sub_link = this.dialBack(platform, said.port, verify_code);
    this.sub_link?.sweep();
  }

  /** Never to an address that only the log-in names: an inferior must not choose whom we connect to. */
  private dialBack(platform: ForwardingPlatform, port: number, verify_code: number): SubLink | undefined {
    const host = platform.sub_link_host ?? this.address;
    if (port === 0 || host === '') return undefined;
    const { deps } = this;
    return new SubLink({
      ...{ log: deps.log, limits: deps.limits, now: deps.now },
      ...{ unread_bytes: deps.unread_bytes, randomKey: deps.randomKey },
      address: { host, port },
      speech: this.speech(platform),
      verify_code,
      onMessage: (message) => this.handle(platform, message, 0),
      onBadFrame: () => this.bad(platform, 'malformed', 'sub link'),
      onBroken: (was_up) => this.send({ kind: 'sub_link_broken', reason: was_up ? 1 : 0 }),
    });
  }

  private speech({ centre, cipher }: ForwardingPlatform) {
    return { edition: this.edition ?? ('2011' as const), centre, cipher };
  }

  private send(message: Message): boolean {
    return this.platform !== undefined && this.wire.send(this.speech(this.platform), message);
  }

  private frameOf(platform: ForwardingPlatform, bytes: Uint8Array, head: FrameHead): void {
    const body = head.centre === platform.centre && plainBody(bytes, head, platform.cipher ?? undefined);
    if (!body) {
      this.bad(platform, 'malformed', `0x${head.id.toString(16)}`);
      return;
    }
    this.last_frame_ms = this.received_ms;
    this.deps.countsOf(platform.source).messages++;
    const sub = head.id === EXCHANGE ? readSubHead(head.id, body, 0, body.length) : undefined;
    if (sub && (sub.sub_type === LOCATION || sub.sub_type === HISTORY) && sub.vehicle_at >= 0)
      this.positions(platform, body, sub, head);
    else this.handle(platform, readMessage(head.id, body, head.edition), head.serial);
  }

  /** Reads one position, or several behind their number, without an object for each. */
  private positions(platform: ForwardingPlatform, body: Uint8Array, sub: SubHead, head: FrameHead): void {
    const many = sub.sub_type === HISTORY;
    // A history without even its number has none.
    const count = many ? (body[sub.data_at] ?? 0) : 1;
    const first = sub.data_at + Number(many);
    const edition = editionOfLocations(body, first, sub.end, count, head.edition);
    if (!edition) this.bad(platform, 'malformed', `0x${sub.sub_type.toString(16)}`);
    let stored = 0;
    for (let at = first; edition && at < sub.end; at = endOfLocation(body, at, sub.end, edition))
      if (this.position(platform, body, sub, at, edition)) stored++;
    this.settle(head.serial, stored, count);
  }

  private settle(serial: number, stored: number, count: number): void {
    const { fixes } = this.deps;
    if (stored === 0 && this.unsettled === 0) {
      this.receipts?.add(count);
      return;
    }
    // What is refused is reported after what came before it is durable: with what comes next, so that it does not wait for
    // a moment without anything unsettled, which a platform of thousands of vehicles never has.
    this.refused += count;
    if (stored === 0) return;
    const settled = this.refused;
    this.refused = 0;
    this.unsettled += settled;
    fixes.acknowledgeWhenDurable(this, serial, settled);
  }

  private position(
    platform: ForwardingPlatform,
    body: Uint8Array,
    sub: SubHead,
    at: number,
    edition: Edition,
  ): boolean {
    const { source } = platform;
    const { fixes, registry, countsOf, reject, heard } = this.deps;
    const counts = countsOf(source);
    const found = this.vehicles!.find(body, sub.vehicle_at);
    if (typeof found === 'string') {
      counts[found === 'foreign' ? 'foreign_vehicles' : 'unknown_vehicles']++;
      reject(source, 'unregistered', 1, found);
      return false;
    }
    if (isShifted(body, at) && registry.getSource(source).datum === 'WGS-84') {
      counts.shifted++;
      reject(source, 'malformed', 1, 'shifted');
      return false;
    }
    if (!fixes.add(found, source, this.received_ms, body, at, sub.end, POSITION_READERS[edition])) {
      this.bad(platform, 'malformed', `vehicle ${found}`);
      return false;
    }
    counts.positions++;
    heard(source, found, this.received_ms);
    return true;
  }

  private handle(platform: ForwardingPlatform, message: Message, serial: number): void {
    if (message.kind === 'main_link_test') {
      this.last_test_ms = this.received_ms;
      this.send({ kind: 'main_link_test_answer' });
    } else if (message.kind === 'log_out') this.logOut(platform, message);
    else if (message.kind === 'register_vehicle') this.register(platform, message, serial);
    else if (message.kind === 'inferior_closes') this.end();
    else if (message.kind === 'raw' && message.misfit)
      this.bad(platform, 'malformed', `0x${message.id.toString(16)}`);
    else this.deps.onMessage(platform.source, message);
  }

  private logOut({ user, password }: ForwardingPlatform, said: MessageNamed<'log_out'>): void {
    if (said.user !== user || said.password !== password) return;
    this.send({ kind: 'log_out_answer' });
    this.end();
  }

  /**
   * A vehicle that the registry knows as one of the platform's is confirmed; an unknown one waits for a person, as a terminal
   * does. Of one that belongs to another source a platform can change nothing: what it says would be taken for its terminal's.
   * One without a terminal number is refused, since nobody could approve it.
   */
  private register(
    { source }: ForwardingPlatform,
    said: MessageNamed<'register_vehicle'>,
    serial: number,
  ): void {
    if (!said.vehicle) return;
    const isRefused = !IS_NUMBER.test(comparablePhone(said.phone)) || this.isOfAnother(source, said);
    const result = isRefused ? REGISTER_RESULT.no_such_vehicle : this.enlist(said);
    if (this.edition === '2019')
      this.sendDown({
        kind: 'register_vehicle_answer',
        ...{ to_type: 0x1201, to_serial: serial, result: result === REGISTER_RESULT.ok ? 0 : 2 },
      });
  }

  private isOfAnother(source: number, { phone, vehicle }: MessageNamed<'register_vehicle'>): boolean {
    const { index } = this.deps.registry;
    const known = [index.findByPhone(comparablePhone(phone)), index.findByPlate(vehicle?.plate ?? '')];
    return known.some((one) => one?.status === 'registered' && one.source !== source);
  }

  private enlist(said: MessageNamed<'register_vehicle'>): number {
    const { plate = '', plate_colour = 0 } = said.vehicle ?? {};
    const { result } = this.deps.registry.directory.register({
      phone: said.phone,
      version: this.edition === '2019' ? '2019' : '2013',
      ...{ plate, plate_colour },
      ...{ maker: said.maker, model: said.model, terminal_id: said.terminal_id },
      address: this.address,
    });
    return result;
  }

  private bad({ source }: ForwardingPlatform, reason: RejectReason, example: string): void {
    this.deps.countsOf(source).bad_frames++;
    this.deps.reject(source, reason, 1, example);
  }
}
