import { freightGateRoutes } from '@opentocc/contract/freight-gates';
import type { FastifyRequest } from 'fastify';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Controllers } from './controllers.ts';
import type { Keeping } from './keeping.ts';
import type { LiveLocks } from './live-locks.ts';
import type { Register } from './register.ts';
import type { Registering } from './registering.ts';
import type { Units, Views } from './views.ts';

export interface GateRoutesDeps {
  readonly keeping: Keeping;
  readonly registering: Registering;
  readonly views: Views;
  readonly register: Pick<Register, 'listOf'>;
  readonly controllers: Controllers;
  readonly locks: Pick<LiveLocks, 'commandsOf' | 'nextCommand'>;
  /** Resolves with the signal or once the time is over. */
  readonly pause: (ms: number, signal: Promise<void>) => Promise<void>;
}

/** Units that the permission of the route reaches; null: all. */
function unitsOf({ session, routeOptions }: FastifyRequest): Units {
  const reach = session?.reach[routeOptions.config.authority ?? ''];
  return reach?.units ?? (reach?.districts ? [] : null);
}

export function serveGates(deps: GateRoutesDeps): Served {
  const { keeping, registering, views, register, controllers, locks, pause } = deps;
  return serve(freightGateRoutes, {
    listGateSites: (request) => views.sites(unitsOf(request)),
    saveGateSite: (request) =>
      registering.saveSite(actingOf(request), { ...request.body, code: request.params.code }),
    getGateList(request) {
      const { code } = views.requireSite(unitsOf(request), request.params.code);
      return register.listOf(code).map(({ site: _, ...entry }) => entry);
    },
    saveGateList: (request) =>
      registering.saveList(actingOf(request), unitsOf(request), request.params.code, request.body.entries),
    saveGate: (request) =>
      registering.saveGate(actingOf(request), { ...request.body, code: request.params.code }),
    retireGate: (request) =>
      registering.retireGate(actingOf(request), request.params.code, request.body.reason),
    getGate: (request) => views.page(unitsOf(request), request.params.code),
    getGateKeeper: (request) => views.keeper(unitsOf(request), request.params.code),
    moveGate(request) {
      const { to, reason } = request.body;
      return keeping.open(actingOf(request), unitsOf(request), request.params.code, to, reason);
    },
    setGateService(request) {
      const { serves, reason } = request.body;
      return keeping.serve(actingOf(request), unitsOf(request), request.params.code, serves, reason);
    },
    renewControllerSecret: (request) => registering.renewLockSecret(actingOf(request), request.params.code),
    saveGateCamera: (request) =>
      registering.saveCamera(actingOf(request), { ...request.body, code: request.params.code }),
    retireGateCamera: (request) =>
      registering.retireCamera(actingOf(request), request.params.code, request.body.reason),
    decideGateRead(request) {
      const { version, opens, reason } = request.body;
      const seen = { id: request.params.id, version };
      return keeping.decide(actingOf(request), unitsOf(request), seen, { opens, reason });
    },
    correctGateRead(request) {
      const { version, plate } = request.body;
      return keeping.correct(actingOf(request), unitsOf(request), { id: request.params.id, version }, plate);
    },
    async getGatePicture(request, reply) {
      const { media, content } = await views.picture(unitsOf(request), request.params.id);
      // It never changes, and is nobody's but who reaches the gate.
      return reply
        .type(media)
        .header('cache-control', 'private, max-age=3600, immutable')
        .send(Buffer.from(content));
    },
    getGateAvailability: (request) =>
      views.availability(unitsOf(request), request.query.from_ms, request.query.to_ms),
    async syncController({ params: { code }, body, headers }) {
      const secret = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1] ?? '';
      const answer = await controllers.sync(code, secret, body);
      if (body.wait_ms === 0 || answer.commands.length > 0 || answer.list !== null) return answer;
      await locks.nextCommand(code, (woken) => pause(body.wait_ms, woken));
      return { ...answer, commands: locks.commandsOf(code, body.carried) };
    },
  });
}
