import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { DEVICE_CHANNELS, type DeviceChannel, deviceTopicOf, reportTopicOf } from '@opentocc/contract';
import { Aedes, type AuthenticateError, type Client, type ConnectPacket, type PublishPacket } from 'aedes';
import { REPORT_LIMITS, type ReportBroker, type ReportIntake } from '../../base/detectors/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { after, guarded } from '../../kit/unattended.ts';
import { InFlight } from './in-flight.ts';
import { SocketBook } from './socket-book.ts';

export interface EmbeddedBrokerDeps {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<EmbeddedBrokerLimits>;
}

export interface EmbeddedBrokerLimits {
  readonly connections: number;
  /** From one address: collectors of an owner stand behind one. */
  readonly connections_per_address: number;
  /** A connection that has not said who it is by then is ended. */
  readonly connect_ms: number;
  /** Wait before a port that is taken is tried again. */
  readonly listen_again_ms: number;
}

/** Assumed on 2026-11-27: a detector each with a connection of its own, and room for as many again. */
const DEFAULT_LIMITS: EmbeddedBrokerLimits = {
  connections: 2000,
  connections_per_address: 500,
  connect_ms: 10_000,
  listen_again_ms: 5_000,
};
/** What stands around a payload in a packet: topic, properties, header. */
const PACKET_ROOM_BYTES = 1024;
const DRAIN_MS = 30_000;
/** Longest wait at a stop for what is on its way to the database. */
const FINISH_MS = 5_000;
const BAD_USER_OR_SECRET = 4;

/** A connection after its source has shown its secret. */
type SourceClient = Client & { source?: string };

/**
 * An MQTT broker in this process that takes reports in and gives nothing out: nobody subscribes, nothing is retained, no
 * will and no session outlives its connection. A QoS 1 message is acknowledged once its report is durable.
 */
export class EmbeddedBroker implements ReportBroker {
  readonly #limits: EmbeddedBrokerLimits;
  readonly #inFlight = new InFlight();
  readonly #sockets: SocketBook;
  readonly #server;
  #aedes: Aedes | undefined;
  #intake: ReportIntake | undefined;
  #timer: NodeJS.Timeout | undefined;
  #since_ms: number;
  #reason: string | null = 'not started';
  #port: number;

  constructor(private readonly deps: EmbeddedBrokerDeps) {
    this.#limits = { ...DEFAULT_LIMITS, ...deps.limits };
    this.#sockets = new SocketBook(this.#limits, deps.log);
    this.#since_ms = deps.clock.now();
    this.#port = deps.port;
    this.#server = createServer(
      guarded(deps.log, 'a detector connects', (socket: Socket) => this.#accept(socket)),
    );
    this.#server.on('error', () => undefined); // #listen says what it is
  }

  async start(intake: ReportIntake): Promise<void> {
    this.#intake = intake;
    const { connect_ms } = this.#limits;
    this.#aedes = await Aedes.createBroker({
      connectTimeout: connect_ms,
      drainTimeout: DRAIN_MS,
      maximumPacketSize: REPORT_LIMITS.payload_bytes + PACKET_ROOM_BYTES,
      maxTopicLevels: 8,
      maxClientsIdLength: 256,
      preConnect: (_client, packet, done) => done(null, this.#strip(packet)),
      authenticate: (client, user, secret, done) => {
        const isProven = this.#authenticate(client, user, secret);
        done(isProven ? null : badUserOrSecret(), isProven);
      },
      authorizePublish: (client, packet, done) => this.#authorize(client, packet, done),
      authorizeSubscribe: (_client, _subscription, done) => done(null, null),
    });
    // Faults of one connection end that connection; aedes does so by itself.
    this.#aedes.on('clientError', () => undefined).on('connectionError', () => undefined);
    await this.#listen();
  }

  access() {
    return {
      broker: 'embedded' as const,
      host: this.deps.host,
      port: this.#port,
      versions: ['5.0', '3.1.1', '3.1'],
      state: this.#reason === null ? ('up' as const) : ('down' as const),
      since_ms: this.#since_ms,
      reason: this.#reason,
      connections: this.#sockets.size,
    };
  }

  disconnect(source_code: string): void {
    this.#sockets.end(
      (socket) => (socket as Socket & { client?: SourceClient }).client?.source === source_code,
    );
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const isListening = this.#server.listening;
    const closed = isListening ? once(this.#server, 'close') : Promise.resolve();
    if (isListening) this.#server.close();
    await this.#inFlight.close(FINISH_MS);
    this.#sockets.end(() => true);
    await closed;
    await new Promise<void>((resolve) => (this.#aedes ? this.#aedes.close(() => resolve()) : resolve()));
  }

  async #listen(): Promise<void> {
    const { host, port, log } = this.deps;
    try {
      this.#server.listen({ host, port });
      await once(this.#server, 'listening');
      const address = this.#server.address();
      if (typeof address === 'object' && address) this.#port = address.port;
      this.#turn(null);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const reason = `cannot listen on ${host}:${port}: ${code ?? message}`;
      if (this.#reason !== reason)
        log.error({ host, port, code }, 'no port for detectors; it is tried again');
      this.#turn(reason);
      this.#timer = after(this.#limits.listen_again_ms, log, 'listen for detectors again', () =>
        this.#listen(),
      );
    }
  }

  #turn(reason: string | null): void {
    if (reason === this.#reason) return;
    this.#reason = reason;
    this.#since_ms = this.deps.clock.now();
  }

  #accept(socket: Socket): void {
    if (!this.#sockets.add(socket)) return void socket.destroy();
    socket.setKeepAlive(true, 60_000);
    this.#aedes!.handle(socket);
  }

  /** Nothing of a connection outlives it, and no source can take over the connection of another by its name. */
  #strip(packet: ConnectPacket): boolean {
    const open = packet as { -readonly [K in keyof ConnectPacket]: ConnectPacket[K] };
    open.clean = true;
    open.will = undefined;
    if (open.properties) open.properties.sessionExpiryInterval = 0;
    if (open.clientId) open.clientId = `${open.username ?? ''}/${open.clientId}`;
    return true;
  }

  #authenticate(client: SourceClient, user: string | undefined, secret: Buffer | undefined): boolean {
    const address = (client.conn as Socket).remoteAddress ?? '';
    const isProven = this.#intake!.authenticate(user ?? '', secret?.toString('utf8') ?? '', address);
    if (isProven) client.source = user;
    return isProven;
  }

  #authorize(client: SourceClient | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
    // The broker's own messages about itself, which nobody reads, come from no client.
    const refusal = client && this.#refusalOf(client, packet);
    if (client === null || refusal !== null) {
      done(refusal === null ? null : new Error(refusal));
      return;
    }
    packet.retain = false;
    const channel = channelOf(client.source!, packet.topic);
    const bytes = bytesOf(packet.payload);
    const taken = channel
      ? this.#intake!.receiveOn(channel, client.source!, bytes)
      : this.#intake!.receive(client.source!, bytes);
    this.#inFlight.add(taken, (error) => {
      if (error) this.deps.log.error({ err: error }, 'a report was not taken in');
      done(error);
    });
  }

  #refusalOf(client: SourceClient, { topic, qos }: PublishPacket): string | null {
    const { source } = client;
    if (source === undefined || !this.#intake!.isInService(source)) return 'not in service';
    if (topic !== reportTopicOf(source) && !channelOf(source, topic)) {
      this.#intake!.foreignTopic(source, topic);
      return 'not a topic of this source';
    }
    return qos === 2 ? 'QoS 2 is not taken; a report sent twice counts once' : null;
  }
}

/** Of devices that are no detectors. */
const channelOf = (source: string, topic: string): DeviceChannel | undefined =>
  DEVICE_CHANNELS.find((channel) => topic === deviceTopicOf(source, channel));

const bytesOf = (payload: string | Buffer): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

const badUserOrSecret = (): AuthenticateError =>
  Object.assign(new Error('bad user or secret'), { returnCode: BAD_USER_OR_SECRET as never });
