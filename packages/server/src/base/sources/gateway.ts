import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { RejectReason } from '@opentocc/contract';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { Message, TypedMessage } from '@opentocc/protocols/jt808';
import type { Clock } from '../../kit/clock.ts';
import { endSocket } from '../../kit/end-socket.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic, type Topic } from '../../kit/topic.ts';
import { every, guarded } from '../../kit/unattended.ts';
import { Connection } from './connection.ts';
import { ConnectionBook } from './connection-book.ts';
import { sourceErrors } from './errors.ts';
import {
  DEFAULT_FIX_WRITER_LIMITS,
  FixWriter,
  type FixWriterLimits,
  type TelemetryLog,
} from './fix-writer.ts';
import { GatewayMetrics } from './gateway-metrics.ts';
import type { Terminal } from './model.ts';
import type { TerminalDirectory } from './terminal-directory.ts';
import type { UnauthenticatedLimits } from './unauthenticated.ts';

export interface GatewayLimits extends FixWriterLimits, UnauthenticatedLimits {
  readonly connections: number;
  /** A connection that has not shown its terminal's code by then is closed. */
  readonly unauthenticated_ms: number;
  /** A connection without a frame for so long is closed; terminals beat every 30–60 s. */
  readonly idle_ms: number;
  /** Bytes in a row without a frame after which a connection is closed. */
  readonly bytes_without_frame: number;
  /** Bytes of answers that a terminal may leave unread. */
  readonly unread_bytes: number;
  /** How often the limits of time are looked at. */
  readonly sweep_ms: number;
}

export const DEFAULT_GATEWAY_LIMITS: GatewayLimits = {
  ...DEFAULT_FIX_WRITER_LIMITS,
  connections: 20_000,
  unauthenticated_ms: 30_000,
  // Assumed: a fleet of 5,000 that all come back in the same round trip, 2,000 of it through one operator's address.
  unauthenticated: 5_000,
  unauthenticated_per_address: 2_000,
  idle_ms: 300_000,
  bytes_without_frame: 16 * 1024,
  unread_bytes: 64 * 1024,
  sweep_ms: 1_000,
};

export interface GatewayDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly directory: TerminalDirectory;
  readonly telemetryLog: TelemetryLog;
  readonly limits: GatewayLimits;
  readonly quality: GatewayCounts;
}

/** Where the gateway counts what came in. */
export interface GatewayCounts {
  count(source: number, reason: RejectReason, n?: number, example?: string): void;
  /** Fixes of a source are durable. */
  received(source: number, fixes: number): void;
  /** A device was refused, since another one uses the phone of its vehicle. */
  phoneShared(source: number, vehicle: number): void;
}

/** A message that a terminal sent of itself and that the gateway passes on. */
export interface TerminalMessage {
  readonly vehicle: number;
  readonly message: Message;
}

/**
 * The TCP server for JT/T 808 terminals. Needs no database: a directory that answers from memory and a log that stores
 * batches are all it asks for, so that it can move to a thread or a process of its own.
 */
export function createGateway({ clock, log, directory, telemetryLog, limits, quality }: GatewayDeps) {
  const metrics = new GatewayMetrics();
  const book = new ConnectionBook({ clock, limits, metrics, quality });
  const { connections, byVehicle } = book;
  const onError = (err: unknown) => log.error({ err }, 'a listener of the gateway failed');
  const onServerError = (err: unknown) => log.error({ err }, 'the gateway could not take a connection');
  const fixes: Topic<FixBatch> = createTopic(onError);
  const messages: Topic<TerminalMessage> = createTopic(onError);
  let reading = true;

  const writer = new FixWriter({
    log,
    clock,
    telemetryLog,
    limits,
    onDurable(batch) {
      countBySource(batch, quality);
      fixes.publish(batch);
    },
    onPressure(stop) {
      reading = !stop;
      for (const { socket } of connections)
        if (stop) socket.pause();
        else socket.resume();
    },
  });

  const shared = {
    directory,
    fixes: writer,
    metrics,
    now: () => clock.now(),
    log,
    unread_bytes: limits.unread_bytes,
    reject: (source: number, reason: RejectReason, example: string) =>
      quality.count(source, reason, 1, example),
    isShared: (terminal: Terminal) => book.isShared(terminal),
    onAuthenticated: (connection: Connection) => book.takeOver(connection),
    onMessage: (vehicle: number, message: Message) => messages.publish({ vehicle, message }),
  };

  function accept(socket: Socket): void {
    metrics.accepted_connections++;
    if (connections.size >= limits.connections) {
      metrics.closed('too_many_connections');
      return void socket.destroy();
    }
    const connection = new Connection(socket, shared);
    socket.setNoDelay(true);
    listenTo(connection, book, log, limits.bytes_without_frame);
    book.add(connection);
    if (!reading) socket.pause();
  }

  const server = createServer({ pauseOnConnect: false }, guarded(log, 'a terminal connects', accept));
  let sweeper: NodeJS.Timeout | undefined;

  return {
    /** Batches of fixes, each published once it is durable, in the order received. */
    fixes,
    /** Messages that terminals send of themselves and that the gateway has no use for. */
    messages,
    /** @returns the port, which the system chose when 0 was asked for. @throws AppError when it cannot listen. */
    async listen(host: string, port: number): Promise<number> {
      try {
        server.listen({ host, port, backlog: 1024 });
        await once(server, 'listening');
      } catch (error) {
        throw listenError(error as NodeJS.ErrnoException, host, port);
      }
      server.on('error', guarded(log, 'the gateway', onServerError));
      sweeper = every(limits.sweep_ms, log, 'limits of time of terminals', () => {
        // Nobody can be blamed for silence while we do not listen.
        if (reading) book.sweep();
      });
      const address = server.address();
      return typeof address === 'object' && address ? address.port : port;
    },
    isOnline: (vehicle: number): boolean => byVehicle.has(vehicle),
    /** Vehicles whose terminal is connected and has shown its code. */
    online: (): IterableIterator<number> => byVehicle.keys(),
    /** Sends a message and waits for the terminal's answer. @throws AppError when it is offline, goes or stays silent. */
    async send(vehicle: number, message: Message, timeout_ms = 10_000): Promise<TypedMessage> {
      return ask(byVehicle.get(vehicle), vehicle, message, timeout_ms);
    },
    /** Ends the connection of a vehicle, if it has one: what a refused terminal meets. */
    disconnect(vehicle: number): void {
      byVehicle.get(vehicle)?.end();
    },
    metrics: () => ({
      connections: connections.size,
      unauthenticated: book.strangers,
      online: byVehicle.size,
      reading,
      ...metrics.snapshot(),
      ...writer.state,
    }),
    /** Takes no more bytes, makes durable and acknowledges what was read, then closes every connection. */
    async close(): Promise<void> {
      clearInterval(sweeper);
      const closed = new Promise<void>((resolve) =>
        server.listening ? server.close(() => resolve()) : resolve(),
      );
      for (const { socket } of connections) socket.pause();
      await writer.close();
      for (const { socket } of connections) endSocket(socket, log);
      await closed;
    },
  };
}

export type Gateway = ReturnType<typeof createGateway>;

/** Hears what a terminal sends, until it is gone. */
function listenTo(
  connection: Connection,
  book: ConnectionBook,
  log: Logger,
  bytes_without_frame: number,
): void {
  const { socket } = connection;
  const onData = (chunk: Buffer) => {
    connection.push(chunk);
    if (connection.pending_bytes > bytes_without_frame) book.close(connection, 'no_frame_in_bytes');
  };
  socket.on('data', guarded(log, 'bytes of a terminal', onData));
  // A terminal that drives out of coverage resets its connection: 'close' follows and is all there is to do.
  socket.on(
    'error',
    guarded(log, 'error of a terminal', () => socket.destroy()),
  );
  socket.on(
    'close',
    guarded(log, 'end of a terminal', () => book.forget(connection)),
  );
}

/** Sends a message and waits for the answer; when there is none, the error says why in the caller's language. */
async function ask(
  connection: Connection | undefined,
  vehicle: number,
  message: Message,
  timeout_ms: number,
): Promise<TypedMessage> {
  if (!connection) throw sourceErrors.vehicle_offline({ id: vehicle });
  try {
    return await connection.ask(message, timeout_ms);
  } catch (reason) {
    if (reason === 'gone') throw sourceErrors.vehicle_gone({ id: vehicle });
    if (reason === 'silent') throw sourceErrors.vehicle_silent({ id: vehicle, seconds: timeout_ms / 1000 });
    throw reason;
  }
}

/** Counts the fixes of a durable batch to their sources. */
export function countBySource({ source, length }: FixBatch, quality: GatewayCounts): void {
  const counts = new Map<number, number>();
  for (let i = 0; i < length; i++) counts.set(source[i], (counts.get(source[i]) ?? 0) + 1);
  for (const [id, count] of counts) quality.received(id, count);
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return sourceErrors.port_in_use({ host, port });
  return sourceErrors.cannot_listen({ host, port, reason: error.code ?? error.message });
}
