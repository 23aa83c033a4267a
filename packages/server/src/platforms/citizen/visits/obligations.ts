import type { Obligation, Session } from '@opentocc/contract';
import { unitsOf } from './routes.ts';
import type { Visits } from './service.ts';

const MOST = 200;

/** Rectifications that wait for a unit, and what units said they did for a supervisor to judge. */
export function createVisitObligations(visits: Pick<Visits, 'listRectifications'>) {
  return async (session: Session): Promise<Obligation[]> => {
    if (!session.permissions.includes('visits:rectify')) return [];
    const units = unitsOf(session);
    const open = await visits.listRectifications(units, 'open');
    const judges = session.permissions.includes('visits:supervise') && units === null;
    const done = judges ? await visits.listRectifications(null, 'done') : [];
    return [...open, ...done].slice(0, MOST).map((one) => ({
      ...{ key: `visits/rectification/${one.id}`, module: 'visits', count: 1 },
      title: { zh: `差评整改：${one.title}`, en: `Bad answer to put right: ${one.title}` },
      why:
        one.state === 'open'
          ? { zh: `工单 ${one.number} 回访不满意`, en: `Who asked in ${one.number} was not satisfied` }
          : {
              zh: `${one.number} 已报整改，待销号`,
              en: `It is said to be put right (${one.number}); judge it`,
            },
      owner:
        one.state === 'open'
          ? { kind: 'unit' as const, unit: one.unit, permission: 'visits:rectify' }
          : { kind: 'unit' as const, unit: null, permission: 'visits:supervise' },
      ...{ since_ms: one.began_ms, due_ms: one.due_ms, opens: `/visits/rectifications?id=${one.id}` },
    }));
  };
}
