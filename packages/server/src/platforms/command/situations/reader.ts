import type { Situation, SituationBrief, SituationReport, TimelineEntry } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import type { Attachments } from '../../../base/attachments/index.ts';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { type Clocks, nextDue, readClock } from '../../../kit/clocks/index.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { situationsErrors } from './errors.ts';
import { filingsIn } from './filings.ts';
import { nextStates, type SituationRow } from './model.ts';
import type { EntryRow, ReportRow, SituationStore } from './store.ts';

export interface ReaderDeps {
  readonly store: SituationStore;
  readonly attachments: Pick<Attachments, 'describe'>;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
  readonly network: Pick<RoadNetwork, 'link_lanes'>;
}

/** Situations as screens read them. */
export function createReader({ store, attachments, calendar, clock, network }: ReaderDeps) {
  async function briefsOf(rows: readonly SituationRow[]): Promise<SituationBrief[]> {
    const ids = rows.map(({ id }) => id);
    const [counts, clocks, proposals] = await Promise.all([
      store.reports.countOf(ids),
      store.clocksOf(ids),
      store.proposals.openOf(ids),
    ]);
    return rows.map((row) => ({
      ...briefOf(row, clocks.get(row.id) ?? new Map()),
      reports: counts.get(row.id) ?? 0,
      proposals: proposals.filter(({ earlier, later }) => earlier === row.id || later === row.id).length,
    }));
  }

  function briefOf(row: SituationRow, clocks: Clocks) {
    const { id, version, state, header, kind, title, severity, level, lon, lat, link, district, lanes } = row;
    return {
      ...{ id, version, state, header, kind, title, severity, level, lon, lat, link, district, lanes },
      ...{ road: bilingualRoadName(row.road), began_ms: row.validity.start_ms, received_ms: row.received_ms },
      acknowledged:
        row.acknowledged_by === null || row.acknowledged_ms === null
          ? null
          : { by: row.acknowledged_by, at_ms: row.acknowledged_ms },
      owner: row.owner === null ? null : { principal: row.owner, name: row.owner_name ?? row.owner },
      merged_into: row.merged_into,
      ...nextDue(clocks, calendar, clock.now()),
    };
  }

  async function require(area: Area, id: number): Promise<SituationRow> {
    const row = await store.find(id);
    if (!row) throw situationsErrors.unknown({ id });
    if (!isWithin(area, row.district)) throw kitErrors.out_of_area();
    return row;
  }

  async function proposalsOf(id: number, area: Area): Promise<Situation['proposal_list']> {
    const open = await store.proposals.openOf([id]);
    const others = await Promise.all(
      open.map(({ earlier, later }) => store.find(earlier === id ? later : earlier)),
    );
    const seen = await briefsOf(
      others.filter((one) => one !== undefined).filter(({ district }) => isWithin(area, district)),
    );
    return open.flatMap(({ id: proposal, earlier, later, score, reasons, made_ms }) => {
      const other = seen.find((one) => one.id === (earlier === id ? later : earlier));
      return other ? [{ id: proposal, other, score, reasons: [...reasons], made_ms }] : [];
    });
  }

  return {
    briefsOf,
    require,
    /** @param reaches how far who asks reaches with what they read */
    async get(reaches: Area, id: number): Promise<Situation> {
      const row = await require(reaches, id);
      const [[brief], entries, reports, merged, clocks] = await Promise.all([
        briefsOf([row]),
        store.listEntries(id),
        store.reports.listOf(id),
        store.mergedInto(id),
        store.clocksOf([id]),
      ]);
      const [files, callers, proposal_list] = await Promise.all([
        filesOf([id, ...merged]),
        store.reports.callersOf(reports.map((one) => one.id)),
        proposalsOf(id, reaches),
      ]);
      const { probability, cause, validity, capacity_pct, delay_s, link, state } = row;
      return {
        ...{ ...brief, probability, cause, validity, capacity_pct, delay_s, merged, proposal_list },
        link_lanes: link === null ? null : network.link_lanes[link],
        report_list: reports.map((one) => reportOf(one, callers.get(one.id))),
        timeline: entries.map(entryOf),
        attachments: files,
        filings: filingsIn(entries),
        clocks: readings(clocks.get(id) ?? new Map()),
        next: row.merged_into === null ? [...nextStates(state)] : [],
      };
    },
  };

  function readings(clocks: Clocks): Situation['clocks'] {
    const now_ms = clock.now();
    return [...clocks]
      .map(([code, events]) => ({ code, reading: readClock(events, calendar, now_ms) }))
      .sort((a, b) => a.reading.started_ms - b.reading.started_ms);
  }

  async function filesOf(situations: readonly number[]): Promise<Situation['attachments']> {
    const rows = await store.attachments.listOf(situations);
    const stored = await attachments.describe([...new Set(rows.map(({ hash }) => hash))]);
    return rows.map(({ id, name, hash, author, at_ms, note }) => ({
      ...{ id, name, hash, at_ms, note, by: author },
      media: stored.get(hash)?.media ?? 'application/octet-stream',
      bytes: stored.get(hash)?.bytes ?? 0,
    }));
  }
}

const entryOf = ({ id, at_ms, actor, kind, text, detail }: EntryRow): TimelineEntry => ({
  ...{ id, at_ms, by: actor, kind, text, detail },
});

function reportOf(row: ReportRow, caller: SituationReport['caller'] | undefined): SituationReport {
  const { key: _, situation: __, author, road, ...rest } = row;
  return { ...rest, by: author, road: bilingualRoadName(road), caller: caller ?? null };
}

export type SituationReader = ReturnType<typeof createReader>;
