import type { LotTrace, Recall, RecallNotice } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { DemoOfficer } from '../../../kit/demo.ts';

/** A lot of days ago that a firm sold to another one and to a market without an account. */
export const RECALLED = {
  ...{ lot: 'DEMO-BEEF-0417', firm: 'demo-freight-04', other: 'demo-freight-01' },
  market: '示范罗湖肉类批发行',
} as const;
const ROOT = '/freight/cold-chain';
const KG = { all: 12_000, other: 4_500, market: 3_200 };

/** What the firm enters of the lot, before anybody knows that it is bad. */
export async function moveLot(firm: DemoOfficer, now_ms: number): Promise<void> {
  const { lot, other, market } = RECALLED;
  const own = RECALLED.firm;
  const moved = (kind: string, days: number, to_holder: string, quantity: number) => ({
    ...{ kind, at_ms: now_ms - days * DAY_MS, quantity, from_lot: lot, to_lot: lot },
    ...{ from_holder: own, to_holder },
  });
  const movements = [
    moved('received', 5, own, KG.all),
    moved('moved', 4, other, KG.other),
    moved('moved', 3, market, KG.market),
  ];
  await firm.call('POST', `${ROOT}/movements`, { movements });
}

/** An officer recalls the lot once. @returns false where nobody has entered it yet */
export async function beginRecall(officer: DemoOfficer): Promise<boolean> {
  const { recalls } = await officer.call<{ recalls: Recall[] }>('GET', `${ROOT}/recalls?limit=200`);
  const { lot } = RECALLED;
  if (recalls.some((one) => one.lot === lot)) return true;
  const trace = await officer.call<LotTrace>('GET', `${ROOT}/trace?lot=${lot}`);
  if (!trace.known) return false;
  const reason = '抽检检出单增李斯特菌，启动召回';
  await officer.call('POST', `${ROOT}/recalls`, { lot, reason });
  return true;
}

/** The firm answers for what it still has; the other holders have not yet. */
export async function answerNotice(firm: DemoOfficer): Promise<void> {
  const notices = await firm.call<RecallNotice[]>('GET', `${ROOT}/recall-notices`);
  const due = notices.filter(
    ({ lot, holder, answered_ms }) =>
      lot === RECALLED.lot && holder === RECALLED.firm && answered_ms === null,
  );
  for (const { id } of due) {
    const secured = KG.all - KG.other - KG.market;
    await firm.call('POST', `${ROOT}/recall-notices/${id}/answer`, { secured, note: '已全部封存于自有冷库' });
  }
}
