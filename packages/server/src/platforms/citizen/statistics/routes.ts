import { type Language, type Session, statisticsRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { isWithin } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Reach } from './counting.ts';
import { documentOf } from './document.ts';
import type { Statistics } from './service.ts';
import { workbookOf } from './workbook.ts';

const everything: Reach = () => true;

/** Of what units somebody sees figures: all, their own, or those of their districts. */
function reachOf(session: Session | null): Reach {
  const reach = session?.reach['statistics:read'];
  if (!reach) return everything;
  const { units, districts } = reach;
  if (units !== null) return ({ unit }) => unit !== null && units.includes(unit);
  return ({ district }) => isWithin(districts, district);
}

export function serveStatistics(statistics: Statistics): Served {
  const month = (of: string) => statistics.month(of, everything);
  const languageOf = (session: Session | null): Language => session?.language ?? 'zh';
  const named = (of: string, ending: string) => `attachment; filename="12328-${of}.${ending}"`;

  return serve(statisticsRoutes, {
    getFigures: (request) => statistics.figures(request.query, reachOf(request.session)),
    getFigureDays: ({ params, query, session }) => statistics.days(params.key, query, reachOf(session)),
    getFigureGroups: ({ params, query, session }) => statistics.groups(params.key, query, reachOf(session)),
    listFigureItems: ({ params, query, session }) => statistics.list(params.key, query, reachOf(session)),
    getAgentFigures({ query, session }) {
      const isAll = session?.permissions.includes('statistics:publish');
      return statistics.agents(query.from, query.to, isAll ? null : (session?.account ?? ''));
    },
    listPublications: () => statistics.listPublications(),
    publishMonth: (request) => statistics.publish(actingOf(request), request.body.month, request.body.note),
    async getMonthWorkbook({ params, session }, reply) {
      const made = await workbookOf(await month(params.month), languageOf(session));
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', named(params.month, 'xlsx'))
        .send(made);
    },
    async getMonthDocument({ params, session }, reply) {
      const made = await documentOf(await month(params.month), languageOf(session));
      return reply
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', named(params.month, 'docx'))
        .send(made);
    },
  });
}
