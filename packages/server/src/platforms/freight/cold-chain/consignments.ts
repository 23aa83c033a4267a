import type { Bilingual, ColdState, ColdTest } from '@opentocc/contract';
import type { Movement } from '@opentocc/core/freight';
import { HOUR_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { type Declared, type DeclaringDeps, declare } from './declaring.ts';
import { coldErrors } from './errors.ts';
import type { LotBook } from './lot-book.ts';
import { type Author, authorOf, type ConsignmentRow } from './model.ts';
import { note } from './noting.ts';
import { reaches, type Units, unitsOf } from './reach.ts';
import type { ColdQueries } from './store.ts';
import { STATE_WORDS } from './words.ts';

export interface ConsignmentsDeps extends DeclaringDeps {
  readonly lots: LotBook;
}

/** What people do with a consignment, from the declaration until it is gone. Each act is one transaction. */
export function createConsignments(deps: ConsignmentsDeps) {
  const { store, clock, lots } = deps;
  /** Changes a consignment as somebody saw it, if it stands in one of `from` and they reach it. */
  const change = (
    acting: Acting,
    id: string,
    seen: number,
    { units, from }: { units: Units; from: readonly ColdState[] },
    work: (queries: ColdQueries, row: ConsignmentRow, by: Author) => Promise<Movement[] | undefined>,
  ): Promise<void> =>
    lots.together(async (tx, move) => {
      const queries = store.of(tx);
      const row = await queries.hold(id);
      const unit = row && (await queries.findWarehouse(row.warehouse))?.unit;
      if (!row || !reaches(units, row, unit)) throw coldErrors.unknown({ id });
      if (row.version !== seen) throw coldErrors.changed({ id, now: row.version, seen });
      if (!from.includes(row.state)) throw coldErrors.state({ id, state: STATE_WORDS[row.state] });
      const by = authorOf(acting, clock.now());
      const moved = (await work(queries, row, by)) ?? [];
      await move(moved.map((each, i) => ({ ...each, key: `${id}/${row.version}/${i}`, by: by.principal })));
    });

  const asFirm = (acting: Acting, ...from: ColdState[]) => ({
    units: unitsOf(acting.session, 'cold-chain:declare'),
    from,
  });
  const asKeeper = (acting: Acting, ...from: ColdState[]) => ({
    units: unitsOf(acting.session, 'cold-chain:warehouse'),
    from,
  });

  return {
    declare: (acting: Acting, declared: Declared) => declare(deps, acting, declared),
    depart: (acting: Acting, id: string, version: number): Promise<void> =>
      change(acting, id, version, asFirm(acting, 'booked'), async (queries, row, by) => {
        for (const device of ['truck', 'sensor', 'seal_device'] as const) {
          const value = row[device];
          const other = value === null ? undefined : await queries.holdUnderWay(device, value);
          if (other) throw coldErrors.device_in_use({ device: value ?? '' });
        }
        await queries.save({ ...row, state: 'under_way', departed_ms: by.at_ms });
        await note(queries, id, by, 'departed', { zh: '发车', en: 'Departed' });
        return lotsAs(row, by, 'received', row.firm, row.firm);
      }),
    callOff: (acting: Acting, id: string, version: number, reason: string): Promise<void> =>
      change(acting, id, version, asFirm(acting, 'booked'), async (queries, row, by) => {
        await queries.save({ ...row, state: 'called_off' });
        await note(queries, id, by, 'called_off', { zh: `取消：${reason}`, en: `Called off: ${reason}` });
        return undefined;
      }),
    arrive: (acting: Acting, id: string, { version, seal_intact, note: said }: Arrival): Promise<void> =>
      change(acting, id, version, asKeeper(acting, 'under_way', 'booked'), async (queries, row, by) => {
        await queries.save({
          ...{
            ...row,
            state: 'at_warehouse',
            departed_ms: row.departed_ms ?? by.at_ms,
            arrived_ms: by.at_ms,
          },
        });
        await queries.endWarning(id, 'overdue', by.at_ms, null);
        await queries.endWarning(id, 'sensor_lost', by.at_ms, null);
        await note(queries, id, by, 'arrived', {
          zh: `入仓，封条${seal_intact ? '完好' : '破损'}${said && `：${said}`}`,
          en: `Taken in, its seal ${seal_intact ? 'whole' : 'broken'}${said && `: ${said}`}`,
        });
        if (!seal_intact) await queries.openWarning(id, by.at_ms, brokenSeal(by.at_ms));
        const begun = row.departed_ms === null ? lotsAs(row, by, 'received', row.firm, row.firm) : [];
        return [...begun, ...lotsAs(row, by, 'moved', row.firm, row.warehouse)];
      }),
    test: (acting: Acting, id: string, { version, ...test }: ColdTest & { version: number }): Promise<void> =>
      change(acting, id, version, asKeeper(acting, 'at_warehouse'), async (queries, row, by) => {
        const inTime = test.sampled_ms >= (row.arrived_ms ?? 0) && test.sampled_ms <= by.at_ms;
        if (!inTime) throw coldErrors.test_time();
        const fetch_h = (await queries.findWarehouse(row.warehouse))?.fetch_h ?? 0;
        await queries.save({
          ...{ ...row, state: test.passed ? 'passed' : 'failed', test, tested_ms: by.at_ms },
          fetch_by_ms: test.passed ? by.at_ms + fetch_h * HOUR_MS : null,
        });
        await note(queries, id, by, 'tested', testWords(test));
        return undefined;
      }),
    leave: (acting: Acting, id: string, version: number): Promise<void> =>
      change(acting, id, version, asKeeper(acting, 'released'), async (queries, row, by) => {
        await requireNoRecall(queries, row);
        await queries.save({ ...row, state: 'left', left_ms: by.at_ms });
        await note(queries, id, by, 'left', {
          zh: `出仓，去向 ${row.destination}`,
          en: `Let out, to ${row.destination}`,
        });
        return lotsAs(row, by, 'moved', row.warehouse, row.destination);
      }),
    change,
    asKeeper,
  };
}

export type Consignments = ReturnType<typeof createConsignments>;

function testWords({ passed, laboratory, paper, signed_by }: ColdTest): Bilingual {
  const [zh, en] = passed ? ['合格', 'passed'] : ['不合格', 'failed'];
  return {
    zh: `检测${zh}：${laboratory}，报告 ${paper}，签发人 ${signed_by}`,
    en: `Test ${en}: ${laboratory}, paper ${paper}, signed by ${signed_by}`,
  };
}

interface Arrival {
  readonly version: number;
  readonly seal_intact: boolean;
  readonly note: string;
}

const brokenSeal = (began_ms: number) => ({
  ...{ kind: 'seal' as const, what: 'seal', rule: null, began_ms, worst_c: null, needs_person: true },
  text: { zh: '入仓时封条破损', en: 'The seal was broken on arrival' },
});

/** Nothing of a lot that is being recalled goes out. */
export async function requireNoRecall(queries: ColdQueries, { lots }: ConsignmentRow): Promise<void> {
  const names = lots.map(({ lot }) => lot);
  const recall = await queries.recallReaching(names);
  if (recall) throw coldErrors.recalled({ lot: recall.lot, recall: recall.id });
}

function lotsAs(
  { lots }: ConsignmentRow,
  { at_ms }: Author,
  kind: 'received' | 'moved',
  from_holder: string,
  to_holder: string,
): Movement[] {
  if (kind === 'moved' && from_holder === to_holder) return [];
  return lots.map(({ lot, quantity }) => ({
    ...{ at_ms, kind, from_lot: lot, to_lot: lot, from_holder, to_holder, quantity },
  }));
}
