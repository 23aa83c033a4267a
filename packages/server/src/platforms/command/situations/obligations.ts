import type { Obligation, Session, SituationBrief } from '@opentocc/contract';
import { areaOf } from '../../../kit/area.ts';
import type { SituationBoard } from './board.ts';
import { STATE_WORDS } from './words.ts';

/** As many as the list of what waits can show. */
const MOST = 200;

/** Open situations, for who has them, or for who may handle them where nobody has. */
export function createSituationObligations(board: SituationBoard) {
  return async (session: Session): Promise<Obligation[]> => {
    if (!session.permissions.includes('situations:handle')) return [];
    const open = board.list(areaOf(session, 'situations:handle'));
    const mine = open.filter(
      ({ owner, header }) => header === 'real' && (!owner || owner.principal === session.principal),
    );
    return mine
      .sort(byDue)
      .slice(0, MOST)
      .map((one) => obligationOf(one, session));
  };
}

const byDue = (a: SituationBrief, b: SituationBrief) =>
  (a.due_ms ?? Number.MAX_VALUE) - (b.due_ms ?? Number.MAX_VALUE) || a.id - b.id;

function obligationOf(one: SituationBrief, { principal }: Session): Obligation {
  const { id, title, state, received_ms, due_ms, acknowledged, owner } = one;
  const { zh, en } = STATE_WORDS[state];
  return {
    ...{ key: `situations/situation/${id}`, module: 'situations', count: 1, since_ms: received_ms, due_ms },
    title: { zh: `事件 ${id}：${title}`, en: `Situation ${id}: ${title}` },
    why: owner
      ? { zh: `由您负责，现为“${zh}”`, en: `You have it; it is ${en}` }
      : { zh: `无人接手，现为“${zh}”`, en: `Nobody has it; it is ${en}` },
    // What nobody has waits for each who may take it, within the districts that they reach.
    owner: { kind: 'person', principal: owner?.principal ?? principal },
    ...(acknowledged && { acknowledged }),
    opens: `/situations?situation=${id}`,
  };
}
