import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { VEHICLE_CLASSES } from '@opentocc/contract';
import { toWgs84 } from '@opentocc/core/geo';
import { networkFor, type RoadNetwork } from '@opentocc/core/network';
import { RoadProbe } from '@opentocc/core/quality';
import { sql } from 'kysely';
import { createDuckDbParquet } from './adapters/duckdb/index.ts';
import { PERMISSIONS } from './base/accounts/index.ts';
import { createHistory, describeDamage, serveHistory } from './base/history/index.ts';
import { createQuality, serveQuality } from './base/quality/index.ts';
import { authenticateBy, createSharing } from './base/sharing/index.ts';
import {
  createSources,
  DEFAULT_GATEWAY_LIMITS,
  serveRosters,
  serveSourceSettings,
  serveSources,
  serveTerminals,
} from './base/sources/index.ts';
import { createIndices, serveIndices } from './brain/indices/index.ts';
import { createNetwork, serveNetwork } from './brain/network/index.ts';
import {
  createEvidence,
  createPerception,
  createVehicleUsers,
  loadReachLists,
  serveLinkEvidence,
  serveLinks,
} from './brain/perception/index.ts';
import { composeBase } from './compose-base.ts';
import type { Config } from './config.ts';
import { ERROR_TEXTS } from './error-texts.ts';
import { districtOfLink } from './kit/area.ts';
import type { Clock } from './kit/clock.ts';
import { closeInOrder } from './kit/closing.ts';
import type { Db } from './kit/db.ts';
import { freeBytesAt } from './kit/disk.ts';
import { createHttp } from './kit/http.ts';
import { startJobs } from './kit/jobs.ts';
import type { Logger } from './kit/log.ts';
import { openFileLimit, shareOpenFiles } from './kit/open-files.ts';
import { serveOperations } from './kit/operations.ts';
import { screenRoutes } from './kit/screens.ts';
import {
  createLastPlaceStore,
  createLiveMap,
  serveLive,
  serveLiveMap,
} from './platforms/command/live-map/index.ts';

const WEB = join(import.meta.dirname, '../../web/dist');
const BODY_LIMIT_BYTES = 2 ** 20;
export interface ComposeOptions {
  readonly config: Config;
  readonly database_url: string;
  readonly network: RoadNetwork;
  readonly clock: Clock;
  readonly log: Logger;
  /** Errors that nothing caught so far; see {@link watchUncaught}. */
  readonly uncaught?: () => number;
}

export type Tocc = Awaited<ReturnType<typeof compose>>;

/** Builds the whole platform, nothing listening yet. The only place that knows every part; it has no branch. */
export async function compose(options: ComposeOptions) {
  const { config, database_url, network: roads, clock, log, uncaught = () => 0 } = options;
  const open_files = shareOpenFiles(openFileLimit());
  const { db, audit, keys, accounts, qualityStore } = await composeBase({ config, database_url, clock, log });
  const sharing = createSharing({
    db,
    clock,
    random: randomBytes,
    audit,
    log,
    districtsOf: accounts.districtsOf,
  });

  const probe = new RoadProbe(roads);
  const openQuality = (of: Clock) =>
    createQuality({
      store: qualityStore,
      clock: of,
      log,
      probe,
      sources: () => sources.listSources().filter(({ retired_ms }) => retired_ms === null),
    });
  const quality = await openQuality(clock);
  const parquet = createDuckDbParquet({ log, temp_dir: join(config.data_dir, 'tmp') });
  const history = createHistory({
    db,
    data_dir: config.data_dir,
    clock,
    log,
    parquet,
    network: () => ({
      version: roads.meta.version,
      link_count: roads.link_count,
      link_length_m: roads.link_length_m,
      box: roads.meta.bbox,
    }),
    districtOf: (link) => districtOfLink(roads, link),
    toWgs84: (source, lon, lat) => toWgs84(sources.getSource(source).datum, lon, lat),
    vehicleClass: (id) => VEHICLE_CLASSES.indexOf(sources.findVehicle(id)?.vehicle_class ?? 'other'),
  });
  const sources = await createSources({
    db,
    clock,
    log,
    telemetryLog: {
      append: async (batch) => {
        await perception.room();
        await history.append(batch);
      },
    },
    quality,
    keys: keys.service,
    limits: { connections: Math.min(DEFAULT_GATEWAY_LIMITS.connections, open_files.gateway) },
    onChange: ({ phone, plate, decision, taken_in, by }) =>
      audit.record({
        ...by,
        action: `terminals.${decision}`,
        target: `terminal:${phone}`,
        result: 'done',
        detail: {
          plate,
          before: { status: 'pending' },
          after: { status: decision, ...sourceNamed(taken_in) },
        },
      }),
  });

  const sourceNamed = (taken_in: { source: number } | null) =>
    taken_in && { ...taken_in, source_code: sources.getSource(taken_in.source).code };

  const network = createNetwork({ network: roads, clock });
  const indices = createIndices({
    network: roads,
    db,
    clock,
    log,
    linkPast: {
      statesOf: async (link, from_ms, to_ms) => (await history.linkStatesOf(link, from_ms, to_ms)).rows,
      statesAt: history.findLinkStatesAt,
    },
  });
  await indices.start();
  const traits = () =>
    Object.fromEntries(
      sources.listSources().map(({ id, datum }) => [id, { datum, error_m: quality.positionErrorOf(id) }]),
    );
  const lists = await loadReachLists({
    network: networkFor(roads, 'car'),
    folder: join(config.data_dir, 'reach'),
    log,
  });
  const users = createVehicleUsers(roads, (id) => sources.findVehicle(id)?.vehicle_class ?? 'other');
  const perception = createPerception({
    network: roads,
    lists,
    users,
    clock,
    log,
    quality,
    workers: config.matching_workers,
    equipped_share: config.equipped_share,
    traits,
    blocksSince: history.blocksSince,
    freeFlow_kmh: indices.freeFlow_kmh,
    typical_kmh: indices.typical_kmh,
    stateOf: indices.stateOf,
  });
  const evidence = createEvidence({
    network: roads,
    lists,
    users: users.table,
    clock,
    log,
    blocksSince: history.blocksSince,
  });
  const liveMap = createLiveMap({
    clock,
    log,
    lastPlaces: createLastPlaceStore(db),
    network: roads,
    link_states: perception.linkStates,
    positions: perception.positions,
    indices: indices.updated,
    currentIndices: indices.live,
    findVehicle: sources.findVehicle,
    searchVehicles: sources.searchVehicles,
    maskPlate: sources.maskPlate,
  });

  sources.fixes.subscribe(perception.accept);
  perception.linkStates.subscribe(indices.onLinkStates);
  perception.linkStates.subscribe(history.appendLinkStates);
  perception.settledStates.subscribe(indices.onSettledStates);

  const authenticate = authenticateBy(sharing, accounts);
  const http = await createHttp({
    log,
    authenticate,
    audit: audit.ofRequest,
    permission_names: PERMISSIONS,
    error_texts: ERROR_TEXTS,
    security: {
      tls: config.https,
      trusted_proxies: config.trusted_proxies,
      connections: open_files.http,
    },
    body_limit: BODY_LIMIT_BYTES,
  });
  const served = [
    ...accounts.routes,
    ...sharing.routes,
    ...keys.routes,
    ...audit.routes,
    serveSources(sources),
    serveSourceSettings(sources),
    serveTerminals(sources),
    serveRosters(sources),
    serveQuality(quality, sources.maskedPlateOf),
    serveHistory(history),
    serveNetwork(network),
    serveLinks({ network: roads, current: perception.current }),
    serveLinkEvidence({
      network: roads,
      current: perception.current,
      partsOf: perception.partsOf,
      evidence,
      traits,
      standard: indices.stateStandard,
      findVehicle: sources.findVehicle,
      maskPlate: sources.maskPlate,
    }),
    ...serveIndices(indices),
    serveLiveMap(liveMap),
    serveLive(liveMap, { authenticate, changes: [accounts.session_changes, sharing.session_changes] }),
    serveOperations({
      ready: [
        ['database', () => answers(db)],
        ['perception', async () => perception.isAlive()],
        ['log', async () => sources.acceptance(() => freeBytesAt(config.data_dir))],
      ],
      degraded: [
        ['history', () => describeDamage(history.damaged())],
        ['uncaught_errors', () => (uncaught() > 0 ? String(uncaught()) : null)],
      ],
      metrics: {
        process: () => ({ uncaught_errors: uncaught() }),
        gateway: sources.metrics,
        history: () => ({ damaged_files: history.damaged().length }),
        perception: perception.metrics,
        live: liveMap.metrics,
      },
    }),
  ];
  for (const each of served) each.mount(http);
  await screenRoutes(http, WEB);

  let stopJobs = async (): Promise<void> => undefined;
  return {
    http,
    accounts,
    audit,
    sources,
    quality,
    /** Quality on another clock, for a past that is made up. */
    openQuality,
    history,
    indices,
    /** Rebuilds what the last minutes showed, then lets terminals in. @returns the gateway's port. */
    async start(): Promise<number> {
      await liveMap.start();
      await history.start();
      for await (const batch of history.tail(clock.now() - REBUILD_MS)) {
        await perception.room();
        perception.recall(batch);
      }
      evidence.start();
      stopJobs = startJobs(
        [
          { name: 'forget what has expired', every_ms: 300_000, run: accounts.sweep },
          { name: 'anchor the audit', every_ms: 3_600_000, run: audit.anchor },
          { name: 'forget old examples and findings', every_ms: 3_600_000, run: quality.sweep },
          { name: 'forget old places', every_ms: 3_600_000, run: liveMap.sweep },
          { name: 'forget terminals that asked long ago', every_ms: 3_600_000, run: sources.sweep },
          { name: 'forget old indices', every_ms: 3_600_000, run: indices.sweep },
        ],
        log,
      );
      return sources.gateway.listen(config.gateway.host, config.gateway.port);
    },
    /** Takes nothing new, finishes what was taken, and lets go of everything. */
    async stop(): Promise<void> {
      await closeInOrder(log, [
        ['sources', sources.close],
        ['http', () => http.close()],
        ['jobs', () => stopJobs()],
        ['perception', perception.close],
        ['evidence', evidence.close],
        ['live map', () => liveMap.close()],
        ['quality', quality.close],
        ['indices', indices.flush],
        ['history', history.stop],
        ['parquet', parquet.stop],
        ['audit anchor', audit.anchor],
        ['audit', audit.flush],
        ['database', () => db.destroy()],
      ]);
    },
  };
}

/** A window of link states and what may come late. */
const REBUILD_MS = 6 * 60_000;

async function answers(db: Db): Promise<boolean> {
  try {
    await sql`SELECT 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
