import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FleetCounters, Latency, type RosterEntry, TerminalClient } from '@opentocc/testkit/fleet';
import { createLog } from '../kit/log.ts';
import { every } from '../kit/unattended.ts';
import { replayErrors as errors } from './replay-errors.ts';
import { type RecordedFix, type Recording, readRecording } from './replay-fixes.ts';

export interface ReplayFlags {
  readonly host: string;
  readonly port: number;
  /** Times real time. */
  readonly speed: number;
}

const PROGRESS_MS = 5000;
const CONNECT_MS = 10_000;
/** Nobody who listens takes longer to take a connection, ms. */
const GATEWAY_MS = 3000;
const ANSWERS_MS = 3000;
const POLL_MS = 50;
const POSITIONED = 0b11;
/** Older fixes stay out of the live picture; the platform's own limit, see `limits.ts` of perception. */
const STALE_MS = 10 * 60_000;
/** Speed and direction of a fix that does not say. */
const NOT_STATED = 0xffff;

/**
 * `tocc replay FILE`: plays recorded fixes through the gateway, each vehicle a JT/T 808 terminal of its own. Distances in
 * time between fixes are always those of the file, because they are what speeds come from: in real time the first fix is
 * now; played faster the last one will be, and the first is stated as that much earlier. Terminals that the platform does
 * not know are listed there for approval, and this says so. Status 1 unless all was sent and acknowledged.
 */
export async function replay(file: string, { host, port, speed }: ReplayFlags): Promise<void> {
  const recording = await readRecording(file);
  const { fixes } = recording;
  const counters: FleetCounters = {
    ...{ connected: 0, online: 0, refused: 0, reconnects: 0 },
    ...{ sent: 0, acknowledged: 0, rejected: 0, skipped: 0 },
  };
  say(introduction(recording, speed));
  const terminals = openTerminals(fixes, { host, port, counters });
  const progress = every(PROGRESS_MS, createLog('error'), 'progress', () => tell(counters, fixes.length));
  try {
    await connect(terminals.size, { host, port, counters });
    await play(fixes, terminals, speed);
    await sleep(ANSWERS_MS);
    tell(counters, fixes.length);
    if (counters.acknowledged < fixes.length) process.exitCode = 1;
  } finally {
    clearInterval(progress);
    for (const terminal of terminals.values()) terminal.close();
  }
}

/** @throws AppError when nobody listens, or no terminal is admitted. */
async function connect(
  terminals: number,
  { host, port, counters }: { host: string; port: number; counters: FleetCounters },
): Promise<void> {
  const started_ms = performance.now();
  const since_ms = () => performance.now() - started_ms;
  while (counters.online + counters.refused < terminals && since_ms() < CONNECT_MS) {
    if (counters.connected === 0 && since_ms() > GATEWAY_MS) break;
    await sleep(POLL_MS);
  }
  if (counters.connected === 0) throw errors.no_gateway({ host, port });
  if (counters.online === 0) throw errors.not_registered({ count: terminals });
  if (counters.refused > 0)
    say([
      `${counters.refused} 个终端未登记，请在控制台“数据源”页审批后重试 · terminals are not registered: approve them on the page 数据源 and try again`,
    ]);
}

async function play(
  fixes: readonly RecordedFix[],
  terminals: ReadonlyMap<string, TerminalClient>,
  speed: number,
): Promise<void> {
  const start_ms = Date.now();
  const first_ms = fixes[0].at_ms;
  const shift_ms = start_ms - first_ms - earlier_ms(fixes, speed);
  for (const fix of fixes) {
    const due_ms = start_ms + (fix.at_ms - first_ms) / speed;
    if (due_ms > Date.now()) await sleep(due_ms - Date.now());
    terminals.get(fix.vehicle)?.send({
      at_ms: fix.at_ms + shift_ms,
      lon: fix.lon,
      lat: fix.lat,
      speed_dkmh: fix.speed_kmh === null ? NOT_STATED : Math.round(fix.speed_kmh * 10),
      direction_deg: fix.direction_deg === null ? NOT_STATED : Math.round(fix.direction_deg) % 360,
      status: POSITIONED,
    });
  }
}

/** By how much the first fix is stated before it is sent, so that the last one is not ahead of the clock. */
function earlier_ms(fixes: readonly RecordedFix[], speed: number): number {
  const span_ms = fixes[fixes.length - 1].at_ms - fixes[0].at_ms;
  return Math.max(0, span_ms - span_ms / speed);
}

function openTerminals(
  fixes: readonly RecordedFix[],
  { host, port, counters }: { host: string; port: number; counters: FleetCounters },
): Map<string, TerminalClient> {
  const clock = { now: () => performance.now(), random: Math.random };
  const shared = { host, port, counters, latency: new Latency(), window: Number.POSITIVE_INFINITY, ...clock };
  const terminals = new Map<string, TerminalClient>();
  for (const entry of entriesOf(new Set(fixes.map(({ vehicle }) => vehicle))).entries()) {
    const [vehicle, terminal] = [entry[0], new TerminalClient(entry[1], shared)];
    terminals.set(vehicle, terminal);
    terminal.open();
  }
  return terminals;
}

/**
 * A terminal for each vehicle: one that is named by a phone number has it; others get a number made of their own name,
 * so that the same vehicle is the same terminal in whatever file, and another vehicle never is.
 */
export function entriesOf(vehicles: Iterable<string>): Map<string, RosterEntry> {
  const vehicleOf = new Map<string, string>();
  const entries = new Map<string, RosterEntry>();
  for (const vehicle of vehicles) {
    const entry = entryOf(vehicle);
    const other = vehicleOf.get(entry.phone);
    if (other !== undefined) throw errors.same_number({ one: other, other: vehicle });
    vehicleOf.set(entry.phone, vehicle);
    entries.set(vehicle, entry);
  }
  return entries;
}

const PLATE_LENGTH = 12;

function entryOf(vehicle: string): RosterEntry {
  const digest = createHash('sha256').update(vehicle).digest();
  const is_phone = /^\d{11,12}$/.test(vehicle);
  // Nineteen digits of an edition with twenty: among 100,000 vehicles two meet in one of 10^8 files.
  const digits = String(digest.readBigUInt64BE() % 10n ** 18n).padStart(18, '0');
  const phone = is_phone ? vehicle : `9${digits}`;
  return {
    phone,
    plate: vehicle.length <= PLATE_LENGTH ? vehicle : `#${digits.slice(-(PLATE_LENGTH - 1))}`,
    plate_colour: 1,
    vehicle_class: 'taxi',
    protocol: is_phone ? '2013' : '2019',
    terminal_id: `R${digest.toString('hex', 8, 11)}`,
    ...{ maker: 'REPLY', model: 'REPLAY' },
  };
}

function introduction({ fixes, bad_rows, bad_examples }: Recording, speed: number): string[] {
  const lines: string[] = [];
  if (bad_rows > 0)
    lines.push(
      `${bad_rows} 行不是定位，已略过 · rows are no fixes and left out:`,
      ...bad_examples.map((row) => `  ${row}`),
    );
  if (!fixes.some(({ speed_kmh }) => speed_kmh !== null))
    lines.push('文件没有速度，发送为“未知” · the file has no speeds: they are sent as not stated');
  const earlier_min = Math.ceil(earlier_ms(fixes, speed) / 60_000);
  if (earlier_min > STALE_MS / 60_000)
    lines.push(
      `快放：首批定位的时间早于现在 ${earlier_min} 分钟，超过 10 分钟的只进入历史 · played faster: the first fixes are stated ${earlier_min} min ago; older than 10 min they reach the history only`,
    );
  return lines;
}

function say(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

function tell({ sent, acknowledged, refused, skipped }: FleetCounters, total: number): void {
  say([
    `${sent + skipped}/${total} · ${acknowledged} acknowledged · ${skipped} skipped · ${refused} refused`,
  ]);
}
