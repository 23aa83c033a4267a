import type { Bilingual, Obligation, Session } from '@opentocc/contract';
import type { BoardRow, CaseBoard } from './board.ts';
import { reachesAll, reachOf } from './reach.ts';
import { CARD_WORDS } from './words.ts';

/** As many as the list of what waits can show of one unit's cases. */
const MOST = 100;

/** What waits: for a unit each of its cases, for the hotline what is to be dispatched, closed and ruled on. */
export function createCaseObligations(board: CaseBoard) {
  return async (session: Session): Promise<Obligation[]> => {
    if (reachesAll(session, 'cases:take') || reachesAll(session, 'cases:supervise')) return ofHotline(board);
    const reach = reachOf(session, 'cases:handle');
    const mine = [...board.open()].filter((row) => row.state === 'dispatched' && reach(row));
    return mine.sort(byDue).slice(0, MOST).map(ofUnit);
  };
}

const byDue = (a: BoardRow, b: BoardRow) =>
  (a.due_ms ?? Number.MAX_VALUE) - (b.due_ms ?? Number.MAX_VALUE) || a.id - b.id;

function ofUnit({
  id,
  number,
  title,
  received_ms,
  dispatched_ms,
  due_ms,
  unit,
  accepted_ms,
  card,
}: BoardRow): Obligation {
  const words = CARD_WORDS[card];
  const [zh, en] = accepted_ms === null ? ['待签收', 'to be accepted'] : ['承办中', 'to be answered'];
  return {
    ...{ key: `cases/case/${id}`, module: 'cases', count: 1, since_ms: dispatched_ms ?? received_ms, due_ms },
    title: { zh: `工单 ${number}：${title}`, en: `Case ${number}: ${title}` },
    why: card === 'none' ? { zh, en } : { zh: `${zh}，${words.zh}`, en: `${en}, ${words.en}` },
    owner: { kind: 'unit', unit, permission: 'cases:handle' },
    opens: `/cases?case=${id}`,
  };
}

function ofHotline(board: CaseBoard): Obligation[] {
  const open = [...board.open()];
  return [
    one(
      'received',
      'cases:take',
      { zh: '待答复或转办的工单', en: 'Cases to be answered or dispatched' },
      open.filter(({ state }) => state === 'received'),
    ),
    one(
      'answered',
      'cases:take',
      { zh: '已答复、待办结的工单', en: 'Answered cases to be closed' },
      open.filter(({ state }) => state === 'answered'),
    ),
    one(
      'requests',
      'cases:supervise',
      { zh: '待裁定的申请（退单、延期、暂停）', en: 'Requests to be ruled on' },
      open.filter(({ requests }) => requests > 0),
    ),
    one(
      'red',
      'cases:supervise',
      { zh: '红牌工单', en: 'Cases with a red card' },
      open.filter(({ card }) => card === 'red'),
    ),
  ].flat();
}

const OPENS: Readonly<Record<string, string>> = {
  received: '/cases?state=received',
  answered: '/cases?state=answered',
  requests: '/cases?requests=open',
  red: '/cases?card=red',
};

/** Many of one kind wait as one, by when the first of them is due. */
function one(kind: string, permission: string, title: Bilingual, rows: readonly BoardRow[]): Obligation[] {
  if (rows.length === 0) return [];
  const due = rows.map(({ due_ms }) => due_ms).filter((due_ms) => due_ms !== null);
  return [
    {
      ...{ key: `cases/${kind}`, module: 'cases', title, count: rows.length, opens: OPENS[kind] },
      why: { zh: `${rows.length} 张`, en: `${rows.length} of them` },
      owner: { kind: 'unit', unit: null, permission },
      since_ms: Math.min(...rows.map(({ received_ms }) => received_ms)),
      due_ms: due.length === 0 ? null : Math.min(...due),
    },
  ];
}
