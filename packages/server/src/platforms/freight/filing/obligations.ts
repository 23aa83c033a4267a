import type { Bilingual, Obligation, Session } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { type Clock, cityDay, cityDayStartOf } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import type { EntryRow } from './model.ts';
import { firmsOf } from './reach.ts';
import { endsSoon, waitsForCheck } from './reader.ts';
import type { FilingRegister } from './register.ts';
import { settingsOn } from './settings.ts';

const CHECK = { zh: '待核对的备案', en: 'Entries to be checked' };
const APPEALS = { zh: '待裁定的申诉', en: 'Appeals to be decided' };
const RETURNED = { zh: '被退回的备案', en: 'Entries that were sent back' };
const EXPIRY = { zh: '证件到期', en: 'Documents that end' };

/** What waits: for officers what is to be checked and decided, for a firm what came back and what ends. */
export function createFilingObligations(register: FilingRegister, clock: Clock) {
  return async (session: Session): Promise<Obligation[]> => {
    const rows = [...register.all()];
    const ofOfficers = [
      one(rows.filter(waitsForCheck), CHECK, 'filing:check', null, 'check', null),
      appealsOf(rows.filter(({ appeal_due_ms }) => appeal_due_ms !== null)),
    ];
    const firms = firmsOf(session, 'filing:file');
    if (firms === null) return ofOfficers.flat();
    const mine = groupBy(
      rows.filter(({ firm }) => firm !== null && firms.includes(firm)),
      ({ firm }) => firm ?? '',
    );
    const ofFirms = [...mine].flatMap(([firm, own]) => ofFirm(firm, own, clock.now()));
    return [...ofOfficers.flat(), ...ofFirms];
  };
}

function ofFirm(firm: string, rows: readonly EntryRow[], now_ms: number): Obligation[] {
  const returned = rows.filter(
    ({ state, amendment }) => state === 'returned' || amendment?.state === 'returned',
  );
  const { notice_days } = settingsOn(cityDay(now_ms));
  const ending = rows.filter((row) => endsSoon(row, now_ms, notice_days));
  const first = ending.map(({ until }) => until ?? '').sort()[0];
  const due_ms = first === undefined ? null : cityDayStartOf(first) + DAY_MS;
  return [
    one(returned, RETURNED, 'filing:file', firm, 'returned', null),
    one(ending, EXPIRY, 'filing:file', firm, 'expiry', due_ms),
  ].flat();
}

const OPENS = {
  check: '/freight/filing?waits=check',
  returned: '/freight/filing?state=returned',
  expiry: '/freight/filing?waits=expiry',
  appeal: '/freight/filing?waits=appeal',
} as const;

function one(
  rows: readonly EntryRow[],
  title: Bilingual,
  permission: string,
  unit: string | null,
  what: keyof typeof OPENS,
  due_ms: number | null,
): Obligation[] {
  if (rows.length === 0) return [];
  const since_ms = Math.min(
    ...rows.map(({ submitted_ms, decided_ms, filed_ms }) => decided_ms ?? submitted_ms ?? filed_ms),
  );
  return [
    {
      ...{
        key: `filing/${what}${unit === null ? '' : `/${unit}`}`,
        module: 'filing',
        title,
        count: rows.length,
      },
      why: { zh: `${rows.length} 条`, en: `${rows.length} of them` },
      owner: { kind: 'unit', unit, permission },
      ...{ since_ms, due_ms, opens: OPENS[what] },
    },
  ];
}

const appealsOf = (rows: readonly EntryRow[]): Obligation[] =>
  one(
    ...([rows, APPEALS, 'filing:sanction', null, 'appeal'] as const),
    Math.min(...rows.map(({ appeal_due_ms }) => appeal_due_ms ?? Number.MAX_SAFE_INTEGER)),
  );
