import type { Obligation, Session } from '@opentocc/contract';
import type { TrackingBoard } from './board.ts';
import type { AlarmRow } from './model.ts';
import { shownAlarm } from './shown.ts';
import { KIND_WORDS } from './words.ts';

const MOST = 100;
const PERMISSION = 'tracking:handle';

/** Alarms that somebody has, one by one; those that nobody has, and sanctions to be confirmed, as one each. */
export function createTrackingObligations(board: Pick<TrackingBoard, 'standing'>) {
  return async (session: Session): Promise<Obligation[]> => {
    if (!session.permissions.includes(PERMISSION)) return [];
    const all = [...board.standing()];
    const own = all.filter(
      ({ state, owner_principal }) => state === 'open' && owner_principal === session.principal,
    );
    const free = all.filter(({ state, owner_principal }) => state === 'open' && owner_principal === null);
    const asked = all.filter(
      (row) => row.state === 'to_confirm' && row.asked?.principal !== session.principal,
    );
    return [
      ...own.slice(0, MOST).map(ofOwner),
      ...together('free', { zh: '无人接手的货运告警', en: 'Alarms of trips that nobody has' }, free),
      ...together('sanctions', { zh: '待复核的暂停或移出', en: 'Sanctions to be confirmed' }, asked),
    ];
  };
}

function ofOwner(row: AlarmRow): Obligation {
  const kind = KIND_WORDS[row.kind];
  return {
    ...{ key: `tracking/alarm/${row.id}`, module: 'tracking', count: 1, since_ms: row.raised_ms },
    title: { zh: `${row.plate} ${kind.zh}`, en: `${row.plate}: ${kind.en}` },
    why: row.words,
    owner: { kind: 'person', principal: row.owner_principal ?? '' },
    ...{ due_ms: shownAlarm(row).due_ms, opens: `/freight/desk?alarm=${row.id}` },
  };
}

function together(kind: string, title: Obligation['title'], rows: readonly AlarmRow[]): Obligation[] {
  if (rows.length === 0) return [];
  const due = rows.flatMap((row) => shownAlarm(row).due_ms ?? []);
  return [
    {
      ...{ key: `tracking/${kind}`, module: 'tracking', title, count: rows.length, opens: '/freight/desk' },
      why: { zh: `${rows.length} 条`, en: `${rows.length} of them` },
      owner: { kind: 'unit', unit: null, permission: PERMISSION },
      since_ms: rows.reduce((first, { raised_ms }) => Math.min(first, raised_ms), Number.MAX_SAFE_INTEGER),
      due_ms: due.length === 0 ? null : due.reduce((a, b) => Math.min(a, b)),
    },
  ];
}
