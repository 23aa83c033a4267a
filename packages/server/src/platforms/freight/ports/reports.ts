import { type Language, PortCrossing, type PortCrossingsOutcome } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { normalPlate } from '../../../base/sources/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { AppError } from '../../../kit/errors.ts';
import type { Topic } from '../../../kit/topic.ts';
import { portsErrors } from './errors.ts';
import type { CrossingRow, PortSighting, PortsNeeds } from './model.ts';
import type { PortStore } from './store.ts';

/** A clock may be ahead of ours by this. */
const AHEAD_MS = 2 * MINUTE_MS;
const OLDEST_DAYS = 30;

type Refused = PortCrossingsOutcome['refused'][number];

interface Deps {
  readonly store: PortStore;
  readonly clock: Clock;
  readonly needs: PortsNeeds;
  readonly sightings: Topic<PortSighting>;
}

/**
 * What customs lanes report: taken in one transaction and once for each number of a reporter, however often it is sent; what is
 * wrong with a row is said of that row alone. What was taken is published after its commit.
 */
export function createReports({ store, clock, needs, sightings }: Deps) {
  function read(row: unknown, reporter: string): CrossingRow | Omit<WrongRow, 'row'> {
    const parsed = PortCrossing.safeParse(row);
    if (!parsed.success) {
      const path = parsed.error.issues.map((issue) => issue.path.join('.') || '—').join(', ');
      return { id: idOf(row), error: portsErrors.row_unreadable({ path }) };
    }
    const { id, port, direction, plate, at: at_ms, lane = null } = parsed.data;
    const known = needs.ports().map(({ code }) => code);
    const at = new Date(at_ms).toISOString();
    const now_ms = clock.now();
    if (!known.includes(port))
      return { id, error: portsErrors.row_port_unknown({ port, known: known.join(', ') }) };
    if (at_ms > now_ms + AHEAD_MS) return { id, error: portsErrors.row_in_the_future({ at }) };
    if (at_ms < now_ms - OLDEST_DAYS * DAY_MS)
      return { id, error: portsErrors.row_too_old({ at, days: OLDEST_DAYS }) };
    return {
      ...{ reporter, ref: id, port, direction, plate: normalPlate(plate), lane, at_ms },
      received_ms: now_ms,
    };
  }

  /** Reads all rows; one that stands there twice is one, unless the two differ. */
  function readAll(rows: readonly unknown[], reporter: string): Batch {
    const good = new Map<string, GoodRow>();
    const wrong: WrongRow[] = [];
    for (const [row, given] of rows.entries()) {
      const one = read(given, reporter);
      const first = 'error' in one ? undefined : good.get(one.ref)?.crossing;
      if ('error' in one) wrong.push({ row, ...one });
      else if (first === undefined) good.set(one.ref, { row, crossing: one });
      else if (!isSame(first, one)) wrong.push(differs(row, one.ref));
    }
    return { good, wrong };
  }

  async function take(crossings: readonly CrossingRow[], reporter: string) {
    return store.transaction(async (tx) => {
      const queries = store.of(tx);
      const added = await queries.addCrossings(crossings);
      const others = crossings.filter(({ ref }) => !added.has(ref)).map(({ ref }) => ref);
      return { added, before: await queries.findCrossings(reporter, others) };
    });
  }

  return async function report({ session }: Acting, rows: readonly unknown[]): Promise<PortCrossingsOutcome> {
    const { good, wrong } = readAll(rows, session.principal);
    const crossings = [...good.values()].map(({ crossing }) => crossing);
    const { added, before } = await take(crossings, session.principal);
    for (const earlier of before) {
      const now = good.get(earlier.ref);
      if (now && !isSame(now.crossing, earlier)) wrong.push(differs(now.row, earlier.ref));
    }
    for (const { ref, plate, port: place, direction, at_ms } of crossings)
      if (added.has(ref)) sightings.publish({ plate, place, by: 'port', direction, at_ms });
    const refused = wrong
      .sort((a, b) => a.row - b.row)
      .map(({ row, id, error }) => refusal(row, id, error, session.language));
    return { taken: added.size, known: rows.length - added.size - refused.length, refused };
  };
}

interface GoodRow {
  readonly row: number;
  readonly crossing: CrossingRow;
}

interface WrongRow {
  readonly row: number;
  readonly id: string | null;
  readonly error: AppError;
}

interface Batch {
  readonly good: ReadonlyMap<string, GoodRow>;
  readonly wrong: WrongRow[];
}

const differs = (row: number, id: string): WrongRow => ({ row, id, error: portsErrors.row_differs({ id }) });

const isSame = (a: CrossingRow, b: CrossingRow): boolean =>
  a.port === b.port && a.direction === b.direction && a.plate === b.plate && a.at_ms === b.at_ms;

const refusal = (row: number, id: string | null, error: AppError, language: Language): Refused => ({
  ...{ row, id, message: error.in(language) },
  code: error.code.replace('ports.row_', '') as Refused['code'],
});

function idOf(row: unknown): string | null {
  const id = typeof row === 'object' && row !== null ? (row as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id.slice(0, 64) : null;
}
