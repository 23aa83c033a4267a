import { type Session, trackingRoutes } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Firms } from './model.ts';
import { RULES } from './rules.ts';
import type { Tracking } from './service.ts';

/** Firms that somebody reaches with a permission; null is all. */
export function firmsOf(session: Session | null, permission: string): Firms {
  if (!session?.permissions.includes(permission)) return [];
  return session.reach[permission]?.units ?? null;
}

type OnAlarm = FastifyRequest & {
  readonly params: { readonly id: number };
  readonly body: { readonly version: number };
};

export function serveTracking(tracking: Tracking): Served {
  const readable = ({ session }: FastifyRequest) => firmsOf(session, 'tracking:read');
  const sheet = (request: FastifyRequest & { readonly params: { readonly id: number } }) =>
    tracking.alarmSheet(readable(request), request.params.id, request.session?.principal ?? '');
  const seen = ({ session, params, body }: OnAlarm) => ({
    ...{ id: params.id, version: body.version, firms: firmsOf(session, 'tracking:handle') },
  });

  return serve(trackingRoutes, {
    listFollowedTrips: (request) => ({
      ...{ trips: tracking.listTrips(readable(request)), at_ms: tracking.now() },
    }),
    getFollowedTrip: (request) => tracking.sheet(readable(request), request.params.id),
    listFreightAlarms(request) {
      const { offset, limit, ...query } = request.query;
      return tracking.listAlarms({ ...query, firms: readable(request) }, offset, limit);
    },
    getFreightAlarm: sheet,
    async takeFreightAlarm(request) {
      await tracking.desk.take(actingOf(request), seen(request));
      return sheet(request);
    },
    async noteFreightAlarm(request) {
      await tracking.desk.note(actingOf(request), seen(request), request.body);
      return sheet(request);
    },
    async closeFreightAlarm(request) {
      await tracking.desk.close(actingOf(request), seen(request), request.body);
      return sheet(request);
    },
    async confirmFreightSanction(request) {
      await tracking.desk.confirm(actingOf(request), seen(request), request.body);
      return sheet(request);
    },
    async reopenFreightAlarm(request) {
      await tracking.desk.reopen(actingOf(request), seen(request), request.body.reason);
      return sheet(request);
    },
    revealFreightDriver: (request) =>
      tracking.contact(
        ...([actingOf(request), firmsOf(request.session, 'tracking:reveal')] as const),
        ...([request.params.id, request.body.reason] as const),
      ),
    getFreightProfile: (request) =>
      tracking.profiles.get(readable(request), request.params.kind, request.params.id),
    getTrackingFigures: ({ session, query: { from_ms, to_ms } }) =>
      tracking.figures(firmsOf(session, 'tracking:board'), from_ms, to_ms),
    getTrackingRules: () => RULES,
  });
}
