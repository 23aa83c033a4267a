import type { SuperiorPlatform, SuperiorSettings } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import { createLimit } from '../../kit/limit.ts';
import type { Logger } from '../../kit/log.ts';
import { every } from '../../kit/unattended.ts';
import type { KeyService } from '../keys/index.ts';
import type { Registry } from '../sources/index.ts';
import { superiorErrors } from './errors.ts';
import { LINK_LIMITS, type LinkLimits, SuperiorLink } from './link.ts';
import type { LogPlace, Superior } from './model.ts';
import { Reporter, type ReporterDeps } from './reporter.ts';
import { createSuperiorStore } from './store.ts';

/** What superiors need of the durable log of positions. */
export interface PositionLog {
  readonly fixesAfter: ReporterDeps['readAfter'];
  /** The last place below which nothing is still to come. */
  settledFixes(): Promise<number>;
  /** Blocks after the place that is given stay in the log, within a limit. */
  holdFixes(from: () => number | null): void;
}

export interface SuperiorsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly registry: Pick<Registry, 'index' | 'getSource' | 'listSources'>;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly positions: PositionLog;
  readonly randomU32: () => number;
  readonly limits?: Partial<LinkLimits>;
  /** How often links and logs are looked at, ms. */
  readonly sweep_ms?: number;
}

const SWEEP_MS = 1000;
/** A superior that is not reached for so long is said to be away. */
const AWAY_MS = 5 * 60_000;

/** One superior that is reported to. */
interface Running {
  superior: Superior;
  readonly reporter: Reporter;
  readonly link: SuperiorLink;
  /** Stored last. */
  stored: LogPlace;
  down_since_ms: number;
}

/** Platforms that we report to as their inferior: what goes up, how far it was counted, and what is sent again. */
export async function createSuperiors(deps: SuperiorsDeps) {
  const { registry, clock, log, positions } = deps;
  const store = createSuperiorStore(deps.db, deps.keys);
  const running = new Map<number, Running>();
  const limits = { ...LINK_LIMITS, ...deps.limits };
  const inTurn = createLimit(1, Number.POSITIVE_INFINITY, () => new Error('changes wait without a limit'));
  let timer: NodeJS.Timeout | undefined;

  const open = (superior: Superior, counted: LogPlace): Running => {
    const link = new SuperiorLink({
      ...{ superior, limits, log, now: clock.now, randomKey: deps.randomU32 },
      onUp: () => reporter.begin(),
      onDown: () => {
        one.down_since_ms = clock.now();
        reporter.begin();
      },
      onCounted: (count) => reporter.count(count),
    });
    const { fixesAfter } = positions;
    const reporter = new Reporter(
      { superior, link, registry, readAfter: fixesAfter, now: clock.now },
      counted,
    );
    const one: Running = { superior, reporter, link, stored: counted, down_since_ms: clock.now() };
    running.set(superior.id, one);
    return one;
  };

  for (const { superior, counted } of await store.list()) open(superior, counted);
  positions.holdFixes(() => oldestOf([...running.values()]));

  const get = (id: number): Running => {
    const found = running.get(id);
    if (!found) throw superiorErrors.unknown({ id });
    return found;
  };

  async function sweep(): Promise<void> {
    for (const one of running.values()) {
      if (!one.superior.settings.enabled) continue;
      one.link.sweep();
      if (one.link.up_since_ms !== null) await one.reporter.pump();
      await saveCounted(one);
    }
  }

  async function saveCounted(one: Running): Promise<void> {
    const { counted } = one.reporter;
    if (counted.seq === one.stored.seq && counted.row === one.stored.row) return;
    await store.setCounted(one.superior.id, counted);
    one.stored = counted;
  }

  /** Ends the links of one and goes on where it has counted. */
  async function replace(one: Running, superior: Superior): Promise<Running> {
    one.link.close();
    await saveCounted(one);
    return open(superior, one.reporter.counted);
  }

  return {
    list: (): SuperiorPlatform[] => [...running.values()].map(shownOf),
    /** Reports from now on. @throws AppError without a password, or for a source that is not there. */
    add: ({ password, cipher, ...settings }: SuperiorSettings) =>
      inTurn(async (): Promise<SuperiorPlatform> => {
        if (!password) throw superiorErrors.password_missing();
        checkSources(registry, settings.sources);
        const counted = { seq: await positions.settledFixes(), row: 2 ** 31 - 1 };
        const superior = await store.add({ settings, password, cipher: cipher ?? null }, counted);
        return shownOf(open(superior, counted));
      }),
    /** Its links end, and are dialled again with what is new. @throws AppError when there is none. */
    change: (id: number, { password, cipher, ...settings }: SuperiorSettings) =>
      inTurn(async (): Promise<SuperiorPlatform> => {
        const one = get(id);
        checkSources(registry, settings.sources);
        const before = one.superior;
        const superior: Superior = {
          ...{ id, settings, password: password ?? before.password },
          cipher: cipher === undefined ? before.cipher : cipher,
        };
        await store.save(superior);
        return shownOf(await replace(one, superior));
      }),
    remove: (id: number) =>
      inTurn(async (): Promise<void> => {
        const one = get(id);
        await store.remove(id);
        running.delete(id);
        one.link.close();
      }),
    find: (id: number): SuperiorPlatform | undefined => {
      const one = running.get(id);
      return one && shownOf(one);
    },
    /** Which superiors are away although they should be reported to; null where all are reached. */
    trouble: () => troubleOf([...running.values()], clock.now()),
    async start(): Promise<void> {
      let sweeping: Promise<void> | undefined;
      timer = every(deps.sweep_ms ?? SWEEP_MS, log, 'reports to superiors', () => {
        sweeping ??= sweep().finally(() => {
          sweeping = undefined;
        });
        return sweeping;
      });
    },
    /** Ends all links; how far each has counted is stored. */
    async close(): Promise<void> {
      clearInterval(timer);
      for (const one of running.values()) {
        one.link.close();
        await saveCounted(one);
      }
    },
  };
}

export type Superiors = Awaited<ReturnType<typeof createSuperiors>>;

function checkSources({ listSources }: SuperiorsDeps['registry'], sources: readonly number[]): void {
  const known = new Set(listSources().map(({ id }) => id));
  const unknown = sources.find((id) => !known.has(id));
  if (unknown !== undefined) throw superiorErrors.source_unknown({ id: unknown });
}

function troubleOf(all: readonly Running[], now_ms: number): string | null {
  const away = all.filter(
    ({ superior, link, down_since_ms }) =>
      superior.settings.enabled && link.up_since_ms === null && down_since_ms < now_ms - AWAY_MS,
  );
  if (away.length === 0) return null;
  return `not reported to: ${away.map(({ superior }) => superior.settings.name).join(', ')}`;
}

/** The place before which no superior needs the log. */
function oldestOf(all: readonly Running[]): number | null {
  const enabled = all.filter(({ superior }) => superior.settings.enabled);
  return enabled.length === 0 ? null : Math.min(...enabled.map(({ stored }) => stored.seq - 1));
}

function shownOf({ superior, link, reporter }: Running): SuperiorPlatform {
  const { id, settings, cipher } = superior;
  const down = link.refusal === null ? 'down' : 'refused';
  const live = link.up_since_ms === null ? down : 'up';
  return {
    ...{ id, ...settings, encrypted: cipher !== null, state: settings.enabled ? live : 'off' },
    ...{ refusal: link.refusal, up_since_ms: link.up_since_ms, sub_link_up: link.sub_link_up },
    ...{ ...reporter.counts, uncounted: reporter.uncounted, behind_since_ms: reporter.behind_since_ms },
  };
}
