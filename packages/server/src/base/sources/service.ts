import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import { closeInOrder } from '../../kit/closing.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import { every } from '../../kit/unattended.ts';
import type { KeyService } from '../keys/index.ts';
import type { Quality } from '../quality/index.ts';
import { createDecisionStore } from './decision-store.ts';
import { createDecisions } from './decisions.ts';
import type { TelemetryLog } from './fix-writer.ts';
import { createGateway, DEFAULT_GATEWAY_LIMITS, type Gateway, type GatewayLimits } from './gateway.ts';
import { maskPlate, type RegisteredVehicle, type Terminal, type TerminalEntry } from './model.ts';
import type { Registry } from './registry.ts';
import { searchTerminals } from './search-terminals.ts';
import { createSourceHealth, type SourceHealthDeps } from './source-health.ts';
import { createTerminalCommands } from './terminal-commands.ts';
import { createTerminalDesk, type TerminalDecision } from './terminal-desk.ts';

export interface SourcesDeps {
  /** What is registered; see openRegistry. */
  readonly registry: Registry;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly telemetryLog: TelemetryLog;
  readonly quality: Quality;
  /** How many devices a source of another protocol has, and how many of them report; undefined of one of the gateway's. */
  readonly presenceOf?: SourceHealthDeps['presenceOf'];
  /** Seals plates in the database. */
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly limits?: Partial<GatewayLimits>;
  /** Unguessable hexadecimal digits for the codes of terminals. */
  readonly randomCode?: () => string;
  readonly onChange?: (decision: TerminalDecision) => void | Promise<void>;
}

const FLUSH_MS = 10_000;
const PRESENCE_MS = 60_000;
/** Two segments of the database's own log, 16 MiB each: with less it stops at the next commit. */
const LEAST_FREE_BYTES = 32 * 2 ** 20;

/** Who delivers data, which terminals may, and the gateway through which they do. */
export function createSources({
  registry,
  db,
  clock,
  log,
  telemetryLog,
  quality,
  presenceOf,
  keys,
  limits,
  randomCode = () => randomBytes(8).toString('hex'),
  onChange = () => undefined,
}: SourcesDeps) {
  const decisions = createDecisions({ registry, store: createDecisionStore(db, keys), clock, randomCode });
  const gateway = createGateway({
    clock,
    log,
    directory: registry.directory,
    telemetryLog,
    quality,
    limits: { ...DEFAULT_GATEWAY_LIMITS, ...limits },
  });
  registry.changed.subscribe(gateway.disconnect);
  const health = createSourceHealth({ registry, gateway, quality, presenceOf, every_ms: PRESENCE_MS });
  const flusher = every(FLUSH_MS, log, 'store what terminals said', async () => {
    await registry.follow(); // first, so that nothing is written over what another process decided
    await registry.flush();
  });
  const presence = every(PRESENCE_MS, log, 'expect fixes', health.expectFixes);

  return {
    gateway,
    /** Batches of fixes, durable already, in the order received. */
    fixes: gateway.fixes,
    /** Temperatures of holds that terminals report with their positions. */
    listSources: registry.listSources,
    getSource: registry.getSource,
    saveSource: registry.saveSource,
    addSource: registry.addSource,
    /** Reads what another process changed; happens by itself every few seconds. */
    follow: registry.follow,
    /** Its terminals are let in no more; its past stays. @throws AppError when there is no such source. */
    retireSource: (id: number) => registry.setRetired(id, clock.now()),
    /** Lets the terminals of a retired source in again. @throws AppError when there is no such source. */
    restoreSource: (id: number) => registry.setRetired(id, null),
    listHealth: health.list,
    getHealth: health.get,
    registerTerminals: (entries: readonly TerminalEntry[]) => decisions.register(entries),
    ...createVehicleLookup({ index: registry.index, gateway }),
    maskPlate,
    ...createTerminalDesk({ registry, decisions, onChange }),
    ...createTerminalCommands({ gateway, index: registry.index }),
    /** Forgets what waited, was refused or decided long ago; to be called every hour. */
    async sweep(): Promise<void> {
      registry.sweep();
      await decisions.sweep();
    },
    /** Numbers of the gateway by name; the frames by message id and the closings by reason stand in `gateway.metrics`. */
    metrics: (): Record<string, number> => ({
      ...numbersOf(gateway.metrics()),
      unstorable_terminals: registry.unstorable(),
    }),
    /**
     * Whether fixes can be made durable: the reason when the last could not, or when the disk has no room for more, which
     * is known before the first is refused.
     */
    acceptance(freeBytes: () => number): true | string {
      const { failing_since_ms } = gateway.metrics();
      if (failing_since_ms !== null)
        return `nothing received can be stored since ${new Date(failing_since_ms).toISOString()}; check disk and database`;
      const free_bytes = freeBytes();
      return free_bytes >= LEAST_FREE_BYTES || `disk full: ${Math.floor(free_bytes / 2 ** 20)} MiB free`;
    },
    /** Takes no more bytes, acknowledges what is durable, and writes what terminals said. */
    async close(): Promise<void> {
      clearInterval(flusher);
      clearInterval(presence);
      await closeInOrder(log, [
        ['gateway', gateway.close],
        ['what terminals said', registry.flush],
      ]);
    },
  };
}

/** Registered vehicles, and whether they are online. */
function createVehicleLookup({ index, gateway }: { index: Registry['index']; gateway: Gateway }) {
  const vehicleOf = (terminal: Terminal): RegisteredVehicle => ({
    id: terminal.vehicle,
    plate: terminal.plate,
    phone: terminal.phone,
    vehicle_class: terminal.vehicle_class,
    source: terminal.source,
    protocol: terminal.protocol,
    online: gateway.isOnline(terminal.vehicle),
  });

  return {
    findVehicle(id: number): RegisteredVehicle | undefined {
      const terminal = index.findByVehicle(id);
      return terminal && vehicleOf(terminal);
    },
    listVehicles: (): RegisteredVehicle[] => index.listRegistered().map(vehicleOf),
    /**
     * Vehicles whose plate or phone holds the fragment: those that start with it first, then by plate.
     * @param inFull false for who sees masked plates: a part of a plate finds what the mask shows, and the order is that of
     * the masks, so that a number cannot be found out letter by letter.
     */
    searchVehicles: (fragment: string, limit: number, inFull: boolean): RegisteredVehicle[] =>
      searchTerminals(index.listRegistered(), fragment, inFull).slice(0, limit).map(vehicleOf),
    /** The plate of a vehicle as everybody sees it; null when there is no such vehicle. */
    maskedPlateOf(id: number): string | null {
      const plate = index.findByVehicle(id)?.plate;
      return plate === undefined ? null : maskPlate(plate);
    },
  };
}

export type Sources = ReturnType<typeof createSources>;

function numbersOf(metrics: ReturnType<Gateway['metrics']>): Record<string, number> {
  const { frames, closed, reading, failing_since_ms, ...numbers } = metrics;
  const sum = (counts: Partial<Record<string, number>>) =>
    Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
  return {
    ...numbers,
    frames: sum(frames),
    positions: frames['0x0200'] ?? 0,
    closed_by_limits: sum(closed),
    reading: Number(reading),
    log_failing: Number(failing_since_ms !== null),
  };
}
