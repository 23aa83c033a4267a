import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { Message } from '@opentocc/protocols/jt809';
import { endSocket } from '../../kit/end-socket.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic, type Topic } from '../../kit/topic.ts';
import { every, guarded } from '../../kit/unattended.ts';
import {
  countBySource,
  DEFAULT_FIX_WRITER_LIMITS,
  FixWriter,
  type FixWriterLimits,
  type GatewayCounts,
  type Registry,
  type TelemetryLog,
} from '../sources/index.ts';
import { interchangeErrors } from './errors.ts';
import { LinkBook, type LinkBookDeps, type LinkBookLimits } from './link-book.ts';
import { MainLink, type MainLinkDeps, type MainLinkLimits } from './main-link.ts';

export interface SuperiorLimits extends FixWriterLimits, LinkBookLimits, MainLinkLimits {
  /** Bytes in a row without a frame after which a connection is closed, beyond the longest frame. */
  readonly bytes_without_frame: number;
  /** Bytes that a platform may leave unread. */
  readonly unread_bytes: number;
  readonly sweep_ms: number;
}

/** The standard has a test of the link each minute; three that are missed end it. The rest is assumed (2026-11-28). */
export const DEFAULT_SUPERIOR_LIMITS: SuperiorLimits = {
  ...DEFAULT_FIX_WRITER_LIMITS,
  connections: 200,
  unauthenticated: 50,
  unauthenticated_per_address: 10,
  unauthenticated_ms: 10_000,
  stranger_frame_bytes: 256,
  frame_bytes: 256 * 1024,
  bytes_without_frame: 1024,
  unread_bytes: 256 * 1024,
  keep_alive_ms: 60_000,
  idle_ms: 180_000,
  redial_ms: 10_000,
  redial_most_ms: 300_000,
  receipt_positions: 1_000,
  receipt_ms: 10_000,
  sweep_ms: 1_000,
};

export interface SuperiorDeps extends Omit<LinkBookDeps, 'limits' | 'registry'> {
  readonly log: Logger;
  readonly registry: Pick<Registry, 'index' | 'directory' | 'getSource'>;
  readonly telemetryLog: TelemetryLog;
  readonly quality: GatewayCounts;
  readonly limits: SuperiorLimits;
  readonly onFixes: (batch: FixBatch) => void;
  readonly heard: MainLinkDeps['heard'];
  /** Unguessable numbers of 32 bits. */
  readonly randomU32: () => number;
}

/** A message that a platform sent and that is no part of the links: answers, alarms, drivers, waybills. */
export interface PlatformMessage {
  readonly source: number;
  readonly message: Message;
}

/**
 * The TCP server for platforms of other operators, who speak JT/T 809 as our inferiors: log-in, dial-back, positions made
 * durable and only then reported as received. Needs no database.
 */
export function createSuperior(deps: SuperiorDeps) {
  const { clock, log, limits, quality } = deps;
  const book = new LinkBook(deps);
  const messages: Topic<PlatformMessage> = createTopic((err) => log.error({ err }, 'a listener failed'));
  let reading = true;
  let server: Server | undefined;
  let sweeper: NodeJS.Timeout | undefined;

  const fixes = new FixWriter({
    ...{ log, clock, limits, telemetryLog: deps.telemetryLog },
    onDurable(batch) {
      countBySource(batch, quality);
      deps.onFixes(batch);
    },
    onPressure(stop) {
      reading = !stop;
      for (const { socket } of book.links)
        if (stop) socket.pause();
        else socket.resume();
    },
  });

  const shared: MainLinkDeps = {
    ...{ log, limits, fixes, registry: deps.registry, heard: deps.heard, desk: book },
    countsOf: (source) => book.countsOf(source),
    now: () => clock.now(),
    unread_bytes: limits.unread_bytes,
    randomKey: deps.randomU32,
    randomCode: deps.randomU32,
    reject: (source, reason, n, example) => quality.count(source, reason, n, example),
    onMessage: (source, message) => messages.publish({ source, message }),
    strangerFault: () => void book.outside.bad_frames++,
  };

  function accept(socket: Socket): void {
    if (book.isFull) {
      book.outside.closed_by_limits++;
      socket.destroy();
      return;
    }
    const link = new MainLink(socket, shared);
    socket.setNoDelay(true);
    listenTo(link, book, log, limits);
    book.add(link);
    if (!reading) socket.pause();
  }

  return {
    messages,
    countsOf: (source: number) => book.countsOf(source),
    linkOf: (source: number): MainLink | undefined => book.bySource.get(source),
    /** Sends a message to the platform of a source. @returns the serial of its frame; null where it is not connected. */
    ask: (source: number, message: Message): number | null => book.bySource.get(source)?.ask(message) ?? null,
    /** @returns the port, which the system chose when 0 was asked for. @throws AppError when it cannot listen. */
    async listen(host: string, port: number): Promise<number> {
      const opening = createServer(guarded(log, 'a platform connects', accept));
      try {
        opening.listen({ host, port });
        await once(opening, 'listening');
      } catch (error) {
        throw listenError(error as NodeJS.ErrnoException, host, port);
      }
      server = opening;
      const onError = (err: unknown) => log.error({ err }, 'a platform could not connect');
      opening.on('error', guarded(log, 'platforms', onError));
      // Nobody can be blamed for silence while we do not listen.
      sweeper = every(limits.sweep_ms, log, 'limits of time of platforms', () => reading && book.sweep());
      const address = opening.address();
      return typeof address === 'object' && address ? address.port : port;
    },
    /** Ends the link of a source, if it has one: what it is registered with has changed. */
    disconnect: (source: number): void => book.bySource.get(source)?.end(),
    metrics: (): Record<string, number> => ({
      connections: book.links.size,
      logged_in: book.bySource.size,
      ...book.outside,
      reading: Number(reading),
      pending_positions: fixes.state.pending_rows,
      durable_positions: fixes.state.durable_rows,
    }),
    /** Takes no more bytes, makes durable what was read, then closes every link. */
    async close(): Promise<void> {
      clearInterval(sweeper);
      const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      for (const { socket } of book.links) socket.pause();
      await fixes.close();
      for (const link of book.links) {
        link.end();
        endSocket(link.socket, log);
      }
      await closed;
    },
  };
}

export type Superior = ReturnType<typeof createSuperior>;

function listenError({ code, message }: NodeJS.ErrnoException, host: string, port: number): Error {
  if (code === 'EADDRINUSE') return interchangeErrors.port_in_use({ host, port });
  return interchangeErrors.cannot_listen({ host, port, reason: code ?? message });
}

/** Hears what a platform sends, until it is gone. */
function listenTo(link: MainLink, book: LinkBook, log: Logger, limits: SuperiorLimits): void {
  const { socket } = link;
  const onData = (chunk: Buffer) => {
    link.push(chunk);
    // Every byte of a frame may be escaped.
    const longest = (link.platform ? limits.frame_bytes : limits.stranger_frame_bytes) * 2;
    if (link.pending_bytes > longest + limits.bytes_without_frame) book.shut(link);
  };
  socket.on('data', guarded(log, 'bytes of a platform', onData));
  // 'close' follows and is all there is to do.
  socket.on(
    'error',
    guarded(log, 'error of a platform', () => socket.destroy()),
  );
  socket.on(
    'close',
    guarded(log, 'end of a platform', () => book.forget(link)),
  );
}
