import { type FreightRegimeDrill, freightRegimeRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { type DrillRow, shown } from './model.ts';
import type { Regimes } from './service.ts';

const drillOf = ({ regime, ...row }: DrillRow): FreightRegimeDrill => ({ ...row, regime: shown(regime) });

export function serveRegimes(regimes: Regimes): Served {
  const { drafts, announcing, previews, ports } = regimes;
  return serve(freightRegimeRoutes, {
    listFreightRegimes: () => regimes.list(),
    listFreightPortStates: () => ports.list(),
    listFreightRegimeEvents: ({ params }) => regimes.eventsOf(params.code, params.version),
    async takeBackFreightRegime(request) {
      const { code, version } = request.params;
      await announcing.takeBack(actingOf(request), code, version, request.body.reason);
      return regimes.get(code, version);
    },
    listFreightRegimeDrafts: (request) => drafts.list(actingOf(request)),
    addFreightRegimeDraft: (request) =>
      drafts.add(actingOf(request), request.body.regime, request.body.purpose),
    checkFreightRegime: async ({ body }) =>
      drafts.check(body).map((one) => ({ ...one, rules: [...one.rules] })),
    getFreightRegimeDraft: async (request) =>
      drafts.shownTo(actingOf(request), await drafts.find(request.params.id)),
    changeFreightRegimeDraft(request) {
      const { seen, regime, purpose } = request.body;
      return drafts.change(actingOf(request), { id: request.params.id, seen }, regime, purpose);
    },
    checkFreightRegimeDraft: (request) =>
      drafts.markChecked(actingOf(request), { id: request.params.id, seen: request.body.seen }),
    discardFreightRegimeDraft: (request) =>
      drafts.discard(
        actingOf(request),
        { id: request.params.id, seen: request.body.seen },
        request.body.reason,
      ),
    async announceFreightRegime(request) {
      const { code, version } = await announcing.announce(actingOf(request), request.params.id, request.body);
      return regimes.get(code, version);
    },
    previewFreightRegime: async (request) =>
      previews.make(actingOf(request), await drafts.find(request.params.id)),
    listFreightPreviewTrips: async ({ params, query }) => previews.listTrips(params.id, query),
    drillFreightRegime: async (request) =>
      drillOf(await regimes.drill(actingOf(request), request.params.id, request.body.reason)),
    listFreightRegimeDrills: async () => (await regimes.listDrills()).map(drillOf),
    addFreightPortState: (request) => ports.add(actingOf(request), request.body),
    async endFreightPortState(request) {
      await ports.end(actingOf(request), request.params.id, request.body);
      return ports.get(request.params.id);
    },
  });
}
