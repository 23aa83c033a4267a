import { freightTripRoutes, type Permission } from '@opentocc/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actingOf } from '../../../kit/acting.ts';
import { AppError } from '../../../kit/errors.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { driverPage, overPage, pageLanguage } from './driver-page.ts';
import { firmOf, firmsOf, reachOf } from './reach.ts';
import type { Trips } from './service.ts';

type OfTrip = FastifyRequest & { readonly params: { readonly id: string } };

export function serveTrips(trips: Trips): Served {
  const { declaring, lifecycle, reader, record } = trips;
  const within = (request: OfTrip, permission: Permission) =>
    trips.get(request.params.id, reachOf(request.session, permission));

  async function page(request: FastifyRequest & { params: { token: string }; query: { lang?: string } }) {
    const language = pageLanguage(request.query.lang, request.headers['accept-language']);
    try {
      return { status: 200, text: driverPage(language, await trips.driverView(request.params.token)) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { status: 404, text: overPage(language) };
    }
  }

  return serve(freightTripRoutes, {
    async listFreightTrips({ query, session }) {
      return trips.list({ ...query, firms: firmsOf(session, 'trips:read') });
    },
    async declareFreightTrip(request) {
      const acting = actingOf(request);
      const row = await declaring.declare(firmOf(request.session), request.body, acting.session.account);
      await record(acting, 'trips.declare', row, { state: row.state });
      return reader.shown(row);
    },
    tryFreightTrip: ({ body, session }) => declaring.trial(firmOf(session), body),
    getFreightTrip: async (request) => reader.shown(await within(request, 'trips:read')),
    async changeFreightTrip(request) {
      const { version, ...body } = request.body;
      const acting = actingOf(request);
      const reaches = reachOf(request.session, 'trips:declare');
      const of = { id: request.params.id, version, reaches };
      const row = await declaring.change(of, body, acting.session.account);
      await record(acting, 'trips.change', row, { state: row.state });
      return reader.shown(row);
    },
    async callOffFreightTrip(request) {
      const { version, reason } = request.body;
      const acting = actingOf(request);
      const reaches = reachOf(request.session, 'trips:declare');
      const row = await lifecycle.callOff(
        ...([{ id: request.params.id, version, reaches }, reason, acting.session.account] as const),
      );
      await record(acting, 'trips.call-off', row, { reason });
      return reader.shown(row);
    },
    getFreightPermit: async (request) => reader.permit(await within(request, 'trips:read')),
    async linkFreightPermit(request) {
      const row = await within(request, 'trips:declare');
      const link = await trips.links.make(row);
      await record(actingOf(request), 'trips.link', row, { driver: row.drivers[0] });
      return link;
    },
    getFreightSlots: ({ query, session }) => trips.day(query, firmOrNull(session)),
    listFreightCapacities: () => trips.capacities.list(),
    addFreightCapacity: (request) => trips.addCapacity(actingOf(request), request.body),
    getPermitTrust: () => trips.door.permitTrust(),
    checkFreightPermit: ({ body }) =>
      trips.door.checkPermit(body.text, {
        ...{ at_ms: trips.now(), place: body.place, passage: body.passage, plate: body.plate },
      }),
    listSlotFirms: ({ query }) => trips.firms(query.from_ms, query.to_ms),
    async showDriverPage(request, reply: FastifyReply) {
      const { status, text } = await page(request);
      return reply
        .status(status)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(text);
    },
  });
}

/** The firm of who asks; null for who reaches all of them. */
function firmOrNull(session: Parameters<typeof firmsOf>[0]): string | null {
  return firmsOf(session, 'trips:read')?.[0] ?? null;
}
