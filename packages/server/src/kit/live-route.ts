import { isDeepStrictEqual } from 'node:util';
import {
  type LiveTopicEntry,
  liveRoutes,
  SESSION_ENDED,
  type Session,
  type SessionEnd,
} from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { type Area, areaOf } from './area.ts';
import { kitErrors } from './errors.ts';
import { requireAuthority } from './http.ts';
import { isForeignOrigin } from './http-security.ts';
import type { Credentials, Http } from './http-server.ts';
import type { LiveAreas, LiveChannel, LiveSocket } from './live-channel.ts';
import type { Module } from './module.ts';
import { optionsOf, type RequestOf, type Served } from './serve-routes.ts';
import type { SessionChange } from './session-change.ts';
import type { Topic } from './topic.ts';
import { every, guarded } from './unattended.ts';

/**
 * How often a session is looked at that another process may have ended; this process says so at once. Of a key each look
 * counts against its quota.
 */
const CHECK_MS = { cookie: 10_000, key: 60_000 };

/** Close code by which a client comes again, to be shown what it may see now. */
const REACH_CHANGED = 1012;

/** Sessions as a channel needs them, which outlives the request that opened it. */
export interface LiveSessions {
  /** The session of a request as it is now. */
  authenticate(request: Credentials): Promise<Session | null>;
  /** Sessions that ended or may do more or less than before. */
  readonly changes: readonly Pick<Topic<SessionChange>, 'subscribe'>[];
}

type Listened = Pick<LiveTopicEntry, 'name' | 'authority' | 'area'>;

/** What the route needs of the channel behind it. */
export interface LiveListeners {
  readonly topics: readonly Listened[];
  join(socket: LiveSocket, areas: LiveAreas): void;
  leave(socket: LiveSocket): void;
}

/**
 * The live channel: a WebSocket.
 * @param check_ms how often an open channel looks whether its session still stands, changes or not
 */
export function serveLive(channel: LiveListeners, sessions: LiveSessions, check_ms?: number): Served {
  const options = optionsOf(liveRoutes.live);
  const topics = Object.fromEntries(channel.topics.map(({ name, authority }) => [name, authority]));
  const mount = (http: Http) =>
    http.get(
      liveRoutes.live.path,
      {
        ...options,
        config: { ...options.config, topics },
        websocket: true,
        // Browsers send no anti-forgery header with a WebSocket: the origin must be our own instead.
        preValidation: async (request) => {
          if (isForeignOrigin(request)) throw kitErrors.csrf();
        },
        preHandler: async (request) => {
          for (const { authority } of topicsOf(channel, request))
            requireAuthority(request.session, authority);
        },
      },
      (socket, request) => {
        const listened = topicsOf(channel, request);
        const areas = areasOf(request.session, listened);
        const look = async (why: SessionEnd) => {
          const session = await sessions.authenticate(request);
          if (!mayHear(session, listened)) socket.close(SESSION_ENDED, why);
          else if (!isDeepStrictEqual(areasOf(session, listened), areas))
            socket.close(REACH_CHANGED, 'reach changed');
        };
        const endWatch = watchSession(request, sessions, check_ms, (why) => {
          look(why).catch(() => socket.terminate());
        });
        const leave = guarded(request.log, 'leave the live channel', () => {
          endWatch();
          channel.leave(socket);
        });
        socket.on('close', leave);
        // An error is followed by close; without a listener it would end the process.
        socket.on('error', leave);
        channel.join(socket, areas);
      },
    );
  return { routes: liveRoutes, mount };
}

/** The channel as the platform runs it. */
export const liveModule = (channel: LiveChannel, sessions: LiveSessions): Module => ({
  name: 'live',
  routes: [serveLive(channel, sessions)],
  metrics: { live: () => ({ clients: channel.size }) },
});

/** The topics that a client asks for, all of them when it names none. @throws AppError when there is no such topic. */
function topicsOf({ topics }: LiveListeners, request: FastifyRequest): readonly Listened[] {
  const names = (request as RequestOf<typeof liveRoutes.live>).query.topics?.split(',');
  return (names ?? topics.map(({ name }) => name)).map((asked) => {
    const topic = topics.find(({ name }) => name === asked);
    if (!topic) throw kitErrors.invalid_input();
    return topic;
  });
}

/** The area for which a session receives each topic. */
const areasOf = (session: Session | null, topics: readonly Listened[]): LiveAreas =>
  new Map(topics.map((topic) => [topic.name, areaOfTopic(session, topic)]));

const areaOfTopic = (session: Session | null, { authority, area }: Listened): Area =>
  area === 'everything' && session?.reach[authority] !== undefined ? [] : areaOf(session, authority);

/** Checks a session as soon as a change of it is published, and from time to time. @returns what ends it. */
function watchSession(
  { session, log }: FastifyRequest,
  { changes }: LiveSessions,
  check_ms = CHECK_MS[session?.via ?? 'cookie'],
  look: (why: SessionEnd) => void,
): () => void {
  const check = every(check_ms, log, 'look at a session', () => look('expired'));
  const heard = changes.map((topic) =>
    topic.subscribe(({ principal, why }) => {
      if (principal === null || principal === session?.principal) look(why);
    }),
  );
  return () => {
    clearInterval(check);
    for (const end of heard) end();
  };
}

function mayHear(session: Session | null, topics: readonly Listened[]): boolean {
  try {
    for (const { authority } of topics) requireAuthority(session, authority);
    return true;
  } catch {
    return false; // the refusal itself is what is asked
  }
}
