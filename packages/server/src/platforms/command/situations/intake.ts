import type { ClockRule } from '@opentocc/contract';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Db } from '../../../kit/db.ts';
import type { Change } from './changes.ts';
import type { Locator } from './locate.ts';
import { likeness, MOST_PROPOSALS, PROPOSED_FROM } from './merging.ts';
import { type NewEntry, type SituationRow, severityOf, type TakenReport } from './model.ts';
import { onReceived, SituationClocks } from './situation-clocks.ts';
import { type Author, lockKey, type ReportRow, type SituationQueries, type SituationStore } from './store.ts';
import { KIND_WORDS } from './words.ts';

export interface IntakeDeps {
  readonly store: SituationStore;
  readonly calendar: WorkingCalendar;
  readonly locate: Locator;
  /** By which clocks begin. */
  readonly rules: () => readonly ClockRule[];
  readonly sealCaller: (report: number, caller: Caller) => Promise<SealedCaller>;
  readonly within: (tx: Db, changes: readonly Change[]) => Promise<void>;
  readonly committed: (changes: readonly Change[]) => Promise<void>;
}

type Caller = NonNullable<TakenReport['caller']>;
export interface SealedCaller extends Caller {
  readonly name_sealed: string;
  readonly phone_sealed: string;
}

/** Takes in what is reported: each report once, as a situation of its own until a person says that two are one. */
export function createIntake({ store, calendar, rules, locate, sealCaller, within, committed }: IntakeDeps) {
  async function begin(tx: Db, report: TakenReport, by: Author): Promise<Change[]> {
    const queries = store.of(tx);
    const row = await queries.add(rowOf(report, locate, by));
    const added = await queries.reports.add(reportRowOf(report, row, by));
    if (added && report.caller)
      await queries.reports.addCaller({ report: added.id, ...(await sealCaller(added.id, report.caller)) });
    const entries = [receivedEntry(report)];
    await queries.addEntries(row.id, by, entries);
    const clocks = new SituationClocks(new Map(), calendar, rules());
    onReceived(clocks, { ...row, at_ms: by.at_ms, by: by.actor });
    await queries.addClockEvents(row.id, clocks.added, new Map());
    await propose(queries, row, by);
    return [{ id: row.id, entries, by }];
  }

  /** A report that is known already says something new: its situation hears of it, wherever it is now. */
  async function update(tx: Db, was: ReportRow, report: TakenReport, by: Author): Promise<Change[]> {
    const same =
      JSON.stringify(was.attributes) === JSON.stringify(report.attributes) && was.text === report.text;
    if (same) return [];
    const queries = store.of(tx);
    await queries.reports.update(was.id, { ...report, ended_ms: was.ended_ms });
    return noteOn(queries, was.situation, by, {
      ...{ kind: 'report', zh: `上报更新：${report.text}`, en: `Report updated: ${report.text}` },
      detail: { report: was.id, attributes: report.attributes },
    });
  }

  async function noteOn(
    queries: SituationQueries,
    id: number,
    by: Author,
    entry: NewEntry,
  ): Promise<Change[]> {
    const [row] = await queries.hold([id]);
    await queries.save({ ...row, version: row.version + 1 });
    await queries.addEntries(id, by, [entry]);
    return [{ id, entries: [entry], by }];
  }

  async function inOne(
    key: string,
    work: (tx: Db) => Promise<{ id: number; changes: Change[] }>,
  ): Promise<number> {
    const { id, changes } = await store.transaction(async (tx) => {
      // One after another, so that two reports of one accident that come together see each other.
      await lockKey(tx, 'intake');
      await lockKey(tx, key);
      const done = await work(tx);
      await within(tx, done.changes);
      return done;
    });
    await committed(changes);
    return id;
  }

  return {
    /** @returns the situation in which the report is */
    take: (report: TakenReport, by: Author): Promise<number> =>
      inOne(report.key, async (tx) => {
        const known = await store.of(tx).reports.findByKey(report.key);
        if (known) return { id: known.situation, changes: await update(tx, known, report, by) };
        const changes = await begin(tx, report, by);
        return { id: changes[0].id, changes };
      }),
    /** What a signal or a warning reported is over; whether the situation is, a person decides. */
    end: (key: string, at_ms: number, why: string, by: Author): Promise<number> =>
      inOne(key, async (tx) => {
        const queries = store.of(tx);
        const known = await queries.reports.findByKey(key);
        if (!known || known.ended_ms !== null) return { id: known?.situation ?? 0, changes: [] };
        await queries.reports.update(known.id, { ...known, ended_ms: at_ms });
        const entry: NewEntry = {
          ...{ kind: 'report', zh: `来源称已结束：${why}`, en: `Its source says that it is over: ${why}` },
          detail: { report: known.id, ended_ms: at_ms },
        };
        return { id: known.situation, changes: await noteOn(queries, known.situation, by, entry) };
      }),
  };
}

/** Proposes open situations that may be the same, the likeliest first; a person decides. */
async function propose(queries: SituationQueries, row: SituationRow, by: Author): Promise<void> {
  const near = await queries.openNear(row.lon, row.lat, row.id);
  const likely = near
    .map((other) => ({ other, likeness: likeness(row, other) }))
    .flatMap(({ other, likeness: found }) =>
      found && found.score >= PROPOSED_FROM ? [{ other, ...found }] : [],
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_PROPOSALS);
  for (const { other, score, reasons } of likely)
    await queries.proposals.add({ earlier: other.id, later: row.id, score, reasons, made_ms: by.at_ms });
}

function rowOf(report: TakenReport, locate: Locator, by: Author): Omit<SituationRow, 'id' | 'version'> {
  const { kind, header, probability, lanes, lon, lat, at_ms } = report;
  const place = locate(lon, lat, report.link);
  return {
    ...{ state: 'received', header, kind, probability, lanes, lon, lat, ...place },
    title: report.title ?? `${place.road}${KIND_WORDS[kind].zh}`,
    severity: severityOf(report.severity, lanes),
    validity: { status: 'active', start_ms: at_ms, end_ms: null, overrunning: false },
    ...{ level: null, cause: '', capacity_pct: null, delay_s: null, received_ms: by.at_ms },
    ...{ acknowledged_by: null, acknowledged_ms: null, owner: null, owner_name: null, merged_into: null },
  };
}

function reportRowOf(report: TakenReport, { id, road }: SituationRow, by: Author): Omit<ReportRow, 'id'> {
  const { key, origin, kind, at_ms, lon, lat, text, attributes } = report;
  return {
    ...{ key, origin, kind, at_ms, lon, lat, road, text, attributes },
    ...{ situation: id, first_situation: id, received_ms: by.at_ms, author: by.actor, ended_ms: null },
  };
}

const ORIGINS: Readonly<Record<TakenReport['origin'], readonly [zh: string, en: string]>> = {
  signal: ['检测信号', 'detection'],
  warning: ['预警', 'a warning'],
  call: ['电话', 'a call'],
  officer: ['值守员', 'an officer'],
  patrol: ['巡查', 'a patrol'],
  camera: ['视频巡检', 'a camera'],
  other: ['其他来源', 'another source'],
};

function receivedEntry({ origin, text, at_ms, header }: TakenReport): NewEntry {
  const [zh, en] = ORIGINS[origin];
  return {
    ...{ kind: 'received', zh: `接报（${zh}）：${text}`, en: `Received from ${en}: ${text}` },
    detail: { origin, at_ms, header },
  };
}

export type Intake = ReturnType<typeof createIntake>;
