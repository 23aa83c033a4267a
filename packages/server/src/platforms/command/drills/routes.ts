import { drillRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { DrillService } from './service.ts';

export const serveDrills = (drills: DrillService): Served =>
  serve(drillRoutes, {
    listDrills: () => drills.list(),
    getDrill: (request) => drills.get(request.params.id),
    runDrill: (request) => {
      request.audit_detail = { ...request.body };
      return drills.run(actingOf(request), request.body);
    },
    async exportDrill(request, reply) {
      const csv = await drills.csv(request.params.id);
      const name = `attachment; filename="drill-${request.params.id}.csv"`;
      return reply.type('text/csv; charset=utf-8').header('content-disposition', name).send(csv);
    },
  });
