import type { PortState, Regime } from '@opentocc/core/freight';
import { groupBy } from '../../../kit/group-by.ts';
import type {
  EventRow,
  PlannedPort,
  PlannedRegime,
  PortEndRow,
  PortRow,
  Snapshot,
  SwitchRow,
  VersionRow,
} from './model.ts';
import type { NextVersion, OfVersion } from './schedule.ts';

const keyOf = ({ code, version }: Pick<Regime, 'code' | 'version'>): string => `${code} ${version}`;

/** Everything on record put together: each version and each state of a port with the end that holds for it. */
export function snapshotOf(
  versions: readonly VersionRow[],
  events: readonly EventRow[],
  states: readonly PortRow[],
  ends: readonly PortEndRow[],
  switches: readonly SwitchRow[],
): Snapshot {
  const happened = groupBy(events, keyOf);
  const planned = versions
    .map((row) => plannedOf(row, happened.get(keyOf(row)) ?? []))
    .sort((a, b) => a.regime.from_ms - b.regime.from_ms);
  const ended = groupBy(ends, ({ state }) => state);
  const ports = states.map((row) => portOf(row, ended.get(row.id) ?? []));
  return {
    ...{ planned, ports, switches },
    book: {
      regimes: planned.filter(({ isGone }) => !isGone).map(({ regime }) => regime),
      ports: ports.filter(({ withdrawn }) => !withdrawn).map(({ state }) => state),
    },
  };
}

/** @param events in order */
function plannedOf(row: VersionRow, events: readonly EventRow[]): PlannedRegime {
  const cut = events.findLast(({ kind }) => kind === 'cut');
  const back = events.find(({ kind }) => kind === 'taken_back');
  const regime = cut ? { ...row.regime, to_ms: cut.to_ms } : row.regime;
  return {
    ...{ row, regime },
    taken_back: back ? { at_ms: back.at_ms, reason: back.reason } : null,
    isGone: back !== undefined && back.at_ms <= row.regime.from_ms,
  };
}

function portOf(row: PortRow, ends: readonly PortEndRow[]): PlannedPort {
  const last = ends.at(-1);
  const state: PortState = last ? { ...row.state, to_ms: last.to_ms } : row.state;
  return { row, state, withdrawn: state.to_ms !== null && state.to_ms <= state.from_ms };
}

export const nextVersionIn =
  (versions: readonly Pick<VersionRow, 'code' | 'version'>[]): NextVersion =>
  (code) =>
    1 + Math.max(0, ...versions.filter((one) => one.code === code).map(({ version }) => version));

/** @param planned those whose regimes are asked about, and no copies of them */
export function versionsOf(planned: readonly PlannedRegime[]): OfVersion {
  const byRegime = new Map(planned.map((one) => [one.regime, one]));
  return {
    resumes: (one) => byRegime.get(one)?.row.resumes ?? false,
    endsItself: (one) => byRegime.get(one)?.row.regime.to_ms === one.to_ms,
  };
}

/** Instants after one, up to another, at which a regime begins or ends, in order. */
export function instantsBetween({ book }: Snapshot, after_ms: number, to_ms: number): number[] {
  const all = book.regimes.flatMap(({ from_ms, to_ms: end_ms }) => [from_ms, end_ms ?? from_ms]);
  return [...new Set(all.filter((at_ms) => at_ms > after_ms && at_ms <= to_ms))].sort((a, b) => a - b);
}
