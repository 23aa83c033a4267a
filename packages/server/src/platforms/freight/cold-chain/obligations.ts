import type { Obligation, Session } from '@opentocc/contract';
import { unitsOf } from './reach.ts';
import type { Reader } from './reader.ts';
import type { Recalls } from './recalls.ts';

const MOST = 100;

/** Open warnings wait for the officer, and notices of recall for who holds the goods. */
export function createColdObligations(reader: Pick<Reader, 'warnings'>, recalls: Pick<Recalls, 'notices'>) {
  return async (session: Session): Promise<Obligation[]> => [
    ...(session.permissions.includes('cold-chain:handle') ? await warnings(reader, session) : []),
    ...(session.permissions.includes('cold-chain:declare') ? await notices(recalls, session) : []),
  ];
}

async function warnings(reader: Pick<Reader, 'warnings'>, session: Session): Promise<Obligation[]> {
  const { warnings: open } = await reader.warnings(unitsOf(session, 'cold-chain:handle'), true, 0, MOST);
  return open.map(({ id, text, consignment, firm, truck, opened_ms }) => ({
    ...{ key: `cold-chain/warning/${id}`, module: 'cold_chain', count: 1 },
    title: { zh: `冷链预警：${text.zh}`, en: `Cold goods: ${text.en}` },
    why: {
      zh: `${consignment}，${truck}，待处置`,
      en: `${consignment}, ${truck}: find the cause and close it`,
    },
    owner: { kind: 'unit' as const, unit: firm, permission: 'cold-chain:handle' },
    ...{ since_ms: opened_ms, due_ms: null, opens: `/freight/cold-chain/${consignment}` },
  }));
}

async function notices(recalls: Pick<Recalls, 'notices'>, session: Session): Promise<Obligation[]> {
  const units = unitsOf(session, 'cold-chain:declare');
  const waiting = (await recalls.notices(units)).filter(({ answered_ms }) => answered_ms === null);
  return waiting.slice(0, MOST).map(({ id, lot, holder, reason, noticed_ms }) => ({
    ...{ key: `cold-chain/notice/${id}`, module: 'cold_chain', count: 1 },
    title: { zh: `召回通知：批次 ${lot}`, en: `Recall of the lot ${lot}` },
    why: { zh: `${reason}；请封存并答复数量`, en: `${reason}; secure it and answer with the quantity` },
    owner: { kind: 'unit' as const, unit: holder, permission: 'cold-chain:declare' },
    ...{ since_ms: noticed_ms, due_ms: null, opens: '/freight/cold-chain/notices' },
  }));
}
