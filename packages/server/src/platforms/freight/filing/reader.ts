import type {
  FilingAppeal,
  FilingDetail,
  FilingEntry,
  FilingList,
  FilingPhoto,
  Session,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import type { Checking } from './checking.ts';
import { plateForm } from './checks/identifiers.ts';
import { filingErrors } from './errors.ts';
import { type Amendment, type AppealRow, type EntryRow, type PhotoRow, standingOf } from './model.ts';
import { type Firms, firmsOf, reaches } from './reach.ts';
import type { FilingRegister } from './register.ts';
import { settingsOn } from './settings.ts';
import type { FilingStore } from './store.ts';

export interface FilingQuery {
  readonly kind?: EntryRow['kind'] | undefined;
  readonly state?: EntryRow['state'] | undefined;
  readonly standing?: FilingEntry['standing'] | undefined;
  readonly firm?: string | undefined;
  readonly text?: string | undefined;
  readonly waits?: 'check' | 'appeal' | 'expiry' | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ReaderDeps {
  readonly store: FilingStore;
  readonly register: FilingRegister;
  readonly checking: Checking;
  readonly clock: Clock;
}

/** Whether an entry waits for an officer's check: itself, or a change of it. */
export const waitsForCheck = ({ state, amendment }: EntryRow): boolean =>
  state === 'submitted' || amendment?.state === 'submitted';

/** Whether documents of an entry on the list end within this number of days, or have ended. */
export const endsSoon = ({ state, until }: EntryRow, now_ms: number, days: number): boolean =>
  state === 'approved' && until !== null && until <= cityDay(now_ms + days * DAY_MS);

/** What is on file, as far as somebody reaches. */
export function createReader({ store, register, checking, clock }: ReaderDeps) {
  const shown = (row: EntryRow): FilingEntry => {
    const { id, version, kind, firm: code, title, state, reason, content, until, place } = row;
    const { suspended_until_ms, filed_ms, filed_by, submitted_ms, decided_ms, decided_by } = row;
    const firm = code === null ? undefined : register.firm(code);
    return {
      ...{ id, version, kind, firm: code, title, state, reason, content, until, place },
      ...{ suspended_until_ms, filed_ms, filed_by, submitted_ms, decided_ms, decided_by },
      firm_name: firm ? { zh: firm.name, en: firm.name_en || firm.name } : null,
      standing: standingOf(row, clock.now()),
      amendment: row.amendment && amendmentOf(row.amendment),
      appeal_due_ms: row.appeal_due_ms,
    };
  };
  /** @throws AppError when there is none, or it is somebody else's */
  function require(firms: Firms, id: string): EntryRow {
    const row = register.find(id);
    if (!row || !reaches(firms, row)) throw filingErrors.unknown({ id });
    return row;
  }

  return {
    shown,
    require,
    list(session: Session, query: FilingQuery): FilingList {
      const firms = firmsOf(session, 'filing:read');
      const now_ms = clock.now();
      const { notice_days } = settingsOn(cityDay(now_ms));
      const within = [...register.all()].filter(
        (row) => reaches(firms, row) && (query.kind === undefined || row.kind === query.kind),
      );
      const found = within.filter((row) => matches(row, query, now_ms, notice_days));
      const sorted = query.waits === undefined ? found.sort(newest) : found.sort(longestWaiting);
      return {
        entries: sorted.slice(query.offset, query.offset + query.limit).map(shown),
        total: found.length,
        counts: countsOf(within, now_ms, notice_days),
      };
    },
    async detail(session: Session, id: string): Promise<FilingDetail> {
      const firms = firmsOf(session, 'filing:read');
      const row = require(firms, id);
      const [events, photos, appeals] = await Promise.all([
        ...([store.eventsOf(id), store.photosOf(id), store.appealsOf(id)] as const),
      ]);
      return {
        ...shown(row),
        findings: row.state === 'removed' ? [] : checking.checkRow(row, firms === null),
        events: events.map(({ at_ms, actor, act, reason, version, content }) => ({
          ...{ at_ms, by: actor, act, reason, version, content },
        })),
        photos: photos.map(photoOf),
        appeals: appeals.map(appealOf),
      };
    },
  };
}

export type FilingReader = ReturnType<typeof createReader>;

const photoOf = ({ id, name, media, note, at_ms, actor }: PhotoRow): FilingPhoto => ({
  ...{ id, name, media, note, at_ms, by: actor },
});

function appealOf(row: AppealRow): FilingAppeal {
  const { id, against, text, at_ms, actor, due_ms, granted, decided_ms, decided_by, reason } = row;
  return { id, against, text, at_ms, by: actor, due_ms, granted, decided_ms, decided_by, reason };
}

const amendmentOf = ({ state, content, reason }: Amendment) => ({ state, content, reason });

function matches(row: EntryRow, query: FilingQuery, now_ms: number, notice_days: number): boolean {
  const { state, standing, firm, text, waits } = query;
  if (state !== undefined && row.state !== state) return false;
  if (standing !== undefined && standingOf(row, now_ms) !== standing) return false;
  if (firm !== undefined && row.firm !== firm) return false;
  if (waits === 'check' && !waitsForCheck(row)) return false;
  if (waits === 'appeal' && row.appeal_due_ms === null) return false;
  if (waits === 'expiry' && !endsSoon(row, now_ms, notice_days)) return false;
  return text === undefined || text === '' || holds(row, text);
}

function holds({ id, title, plate_abroad, terminal, content }: EntryRow, text: string): boolean {
  const wanted = plateForm(text);
  const name_en = 'name_en' in content ? content.name_en : '';
  return [id, title, plate_abroad ?? '', terminal ?? '', name_en].some((each) =>
    plateForm(each).includes(wanted),
  );
}

const newest = (a: EntryRow, b: EntryRow): number => b.filed_ms - a.filed_ms || b.id.localeCompare(a.id);

function longestWaiting(a: EntryRow, b: EntryRow): number {
  const since = ({ appeal_due_ms, submitted_ms, filed_ms }: EntryRow) =>
    appeal_due_ms ?? submitted_ms ?? filed_ms;
  return since(a) - since(b) || a.id.localeCompare(b.id);
}

function countsOf(rows: readonly EntryRow[], now_ms: number, notice_days: number): Record<string, number> {
  const counts: Record<string, number> = { check: 0, appeal: 0, expiry: 0 };
  const count = (key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const row of rows) {
    count(row.state);
    if (waitsForCheck(row)) count('check');
    if (row.appeal_due_ms !== null) count('appeal');
    if (endsSoon(row, now_ms, notice_days)) count('expiry');
  }
  return counts;
}
