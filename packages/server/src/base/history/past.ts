import { rm } from 'node:fs/promises';
import type { Dataset, LeftOutFile, LinkHistory, LinkState, ReplaySpan, Trace } from '@opentocc/contract';
import { type Clock, cityDay } from '../../kit/clock.ts';
import { kitErrors } from '../../kit/errors.ts';
import { mergeWhole, type Shelf } from './compaction.ts';
import { type DamagedFile, leftOutOf } from './damage.ts';
import { DATASET_CODES, type DatasetCode, type RetentionRule } from './dataset.ts';
import { describeShelf } from './describe-shelf.ts';
import { historyErrors } from './errors.ts';
import type { PastLinkStates, PastPositions } from './model.ts';
import type { ParquetPort } from './parquet-port.ts';
import type { Queries } from './queries.ts';

const MINUTE_S = 60;

/** Most points of a trace, most rows of a link's history, and the longest interval that may be asked for. */
export const LIMITS = { points: 20_000, rows: 10_500, hours: 7 * 24 } as const;

export interface PastDeps {
  readonly shelves: Readonly<Record<DatasetCode, Shelf>>;
  readonly queries: Queries;
  /** The network in force: link ids of another version mean other links and are left out. */
  readonly network: () => { readonly version: string; readonly link_length_m?: ArrayLike<number> };
  /** Position in WGS-84 of one that `source` reported. */
  readonly toWgs84: (source: number, lon: number, lat: number) => readonly [lon: number, lat: number];
}

/** What was, as people and screens ask for it: where vehicles were, how links did. */
export function createPast({ shelves, queries, network, toWgs84 }: PastDeps) {
  const leftOut = leftOutOfShelves(shelves);

  /** The whole city at `at_ms`, or some of its links; null when nothing is stored of that minute. */
  async function findLinkStatesAt(at_ms: number, links?: readonly number[]): Promise<PastLinkStates | null> {
    return (await queries.linkStatesAt(shelves.link_states, network().version, at_ms, links)) ?? null;
  }

  return {
    /** Where a vehicle was in [from_ms, to_ms), WGS-84. @throws AppError for an interval that is empty or too long. */
    async fixesOf(vehicle: number, from_ms: number, to_ms: number): Promise<Trace> {
      requireInterval(from_ms, to_ms);
      const found = await queries.fixesOf(shelves.fixes, vehicle, from_ms, to_ms, LIMITS.points);
      const points = found.rows.map(({ source, lon, lat, ...rest }) => {
        const [east, north] = toWgs84(source, lon, lat);
        return { ...rest, lon: east, lat: north };
      });
      const left_out = leftOut('fixes', from_ms, to_ms);
      return { vehicle, from_ms, to_ms, points, truncated: found.truncated, left_out };
    },

    /** States of a link in [from_ms, to_ms). @throws AppError for an interval that is empty or too long. */
    async linkStatesOf(link: number, from_ms: number, to_ms: number): Promise<LinkHistory> {
      requireInterval(from_ms, to_ms);
      const { version, link_length_m } = network();
      const found = await queries.linkStatesOf(
        shelves.link_states,
        version,
        link,
        from_ms,
        to_ms,
        LIMITS.rows,
      );
      const length_m = link_length_m?.[link];
      const rows = found.rows.map((row) => withTravelTime(row, length_m));
      return { link, rows, truncated: found.truncated, left_out: leftOut('link_states', from_ms, to_ms) };
    },

    findLinkStatesAt,

    /** The whole city at `at_ms`. @throws AppError `history.no_minute` when nothing is stored of that minute. */
    async linkStatesAt(at_ms: number): Promise<PastLinkStates> {
      const found = await findLinkStatesAt(at_ms);
      if (!found) throw historyErrors.no_minute();
      return found;
    },

    /** Last fix of each vehicle in the minute up to `at_ms`, WGS-84. */
    async vehiclesAt(at_ms: number): Promise<PastPositions> {
      const found = await queries.vehiclesAt(shelves.fixes, at_ms);
      for (let i = 0; i < found.vehicle.length; i++)
        [found.lon[i], found.lat[i]] = toWgs84(found.source[i], found.lon[i], found.lat[i]);
      return found;
    },
  };
}

export interface StockDeps {
  readonly shelves: Readonly<Record<DatasetCode, Shelf>>;
  readonly parquet: ParquetPort;
  readonly clock: Clock;
  readonly retention: readonly RetentionRule[];
}

/** What is stored: datasets with their spans, files that are damaged, whole days to take away. */
export function createStock({ shelves, parquet, clock, retention }: StockDeps) {
  const describe = (shelf: Shelf) => describeShelf(shelf, retention, cityDay(clock.now()));
  return {
    leftOut: leftOutOfShelves(shelves),

    /** Files that cannot be read, of all datasets. */
    damaged: (): DamagedFile[] =>
      DATASET_CODES.flatMap((dataset) =>
        shelves[dataset].files.damaged().map((one) => ({ dataset, ...one })),
      ),

    async datasets(): Promise<Dataset[]> {
      return Promise.all(DATASET_CODES.map((dataset) => describe(shelves[dataset])));
    },

    async replaySpan(): Promise<ReplaySpan> {
      const { from_ms, to_ms } = await describe(shelves.link_states);
      return { from_ms, to_ms, step_s: MINUTE_S };
    },

    /**
     * A Parquet file of a day of arrival (city time): the file itself, or its hours joined in a scratch file.
     * @throws AppError when nothing of that day is in files.
     */
    async exportDay(dataset: DatasetCode, day: string): Promise<{ path: string; release(): Promise<void> }> {
      const { files } = shelves[dataset];
      const paths = files
        .list()
        .filter((file) => file.day === day)
        .map(({ path }) => path);
      if (paths.length === 0) throw historyErrors.no_export({ day });
      if (paths.length === 1) return { path: paths[0], release: async () => undefined };
      const path = files.scratchPath();
      await mergeWhole({ dataset, files }, day, parquet, path);
      return { path, release: () => rm(path, { force: true }) };
    },
  };
}

/** Damaged files whose rows a question about an interval would have needed. */
function leftOutOfShelves(shelves: PastDeps['shelves']) {
  return (dataset: DatasetCode, from_ms: number, to_ms: number): LeftOutFile[] =>
    shelves[dataset].files
      .damaged()
      .filter(({ file }) => file.max_ms >= from_ms && file.min_ms < to_ms)
      .map(({ file }) => leftOutOf(file));
}

/** Only speeds are stored: the time is the length, which the network knows, over them. */
function withTravelTime(row: LinkState, length_m: number | undefined): LinkState {
  const { speed_kmh } = row;
  if (!length_m || !speed_kmh) return row;
  return { ...row, travel_time_s: Math.round((length_m * 36) / speed_kmh) / 10 };
}

function requireInterval(from_ms: number, to_ms: number): void {
  if (!(to_ms > from_ms) || to_ms - from_ms > LIMITS.hours * 3_600_000)
    throw kitErrors.interval({ hours: LIMITS.hours });
}
