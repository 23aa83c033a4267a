import { setTimeout as sleep } from 'node:timers/promises';
import type { TruckFix } from '@opentocc/core/freight';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { type Forwarded, InferiorClient } from '../../forwarder/index.ts';
import { hash01 } from '../../random.ts';
import { LIFE_PLATFORMS, type LifePlatform } from './firms.ts';
import type { FreightLife } from './freight-life.ts';
import { OperatorDesk } from './operator-desk.ts';
import type { LifeTrip } from './trips.ts';

/** What a platform logs in with. */
export interface PlatformAccess {
  readonly centre: number;
  readonly user: number;
  readonly password: string;
}

export interface TruckPlatformsOptions {
  readonly life: FreightLife;
  readonly host: string;
  readonly port: number;
  /** By code of the platform. */
  readonly access: ReadonlyMap<string, PlatformAccess>;
  readonly now: () => number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const STEP_MS = 1000;
/** A trip is driven so long before it sets out. */
const AHEAD_MS = 2 * MINUTE_MS;
/** Trips that are driven in one step, and positions that go out in it: no burst when it begins amid the day. */
const DRIVES_A_STEP = 4;
const POSITIONS_A_STEP = 400;
/** A link breaks once in so long, for a while; each platform at minutes of its own. */
const BREAK_EVERY_MS = 3 * HOUR_MS;
const BREAK_MS = 150_000;
const TEST_EVERY_MS = MINUTE_MS;

/** One trip whose positions go out as their times come. */
interface Driving {
  readonly trip: LifeTrip;
  readonly fixes: readonly TruckFix[];
  next: number;
}

/** The platform of one operator: its link, and the trips of its trucks. */
class TruckPlatform {
  readonly #client: InferiorClient;
  readonly #desk: OperatorDesk;
  #driving: Driving[] = [];
  #is_trying = false;
  #tested_ms = 0;

  constructor(
    private readonly platform: LifePlatform,
    access: PlatformAccess,
    { host, port, now, life }: TruckPlatformsOptions,
  ) {
    this.#desk = new OperatorDesk(platform, life, now);
    const { edition } = platform;
    this.#client = new InferiorClient({
      ...{ host, port, edition, ...access, now },
      answer: (message, serial) => this.#desk.answer(message, serial),
    });
  }

  isOf({ truck }: LifeTrip): boolean {
    return truck.firm.platform.code === this.platform.code;
  }

  take(driving: Driving): void {
    this.#driving.push(driving);
    for (const said of this.#desk.setsOut(driving.trip)) this.#client.send(said);
  }

  async step(now_ms: number): Promise<void> {
    this.#forward(now_ms);
    const broken = isBroken(this.platform, now_ms);
    if (broken && this.#client.is_connected) this.#client.cut();
    if (!broken && !this.#client.is_logged_in) await this.#logIn();
    if (!this.#client.is_logged_in) return;
    for (const said of this.#desk.due(now_ms)) this.#client.send(said);
    if (now_ms - this.#tested_ms < TEST_EVERY_MS) return;
    this.#tested_ms = now_ms;
    this.#client.send({ kind: 'main_link_test' });
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #forward(now_ms: number): void {
    let left = POSITIONS_A_STEP;
    for (const one of this.#driving)
      for (; left > 0 && one.fixes[one.next]?.at_ms <= now_ms; one.next++, left--)
        this.#client.forward(positionOf(one));
    this.#driving = this.#driving.filter(({ next, fixes }) => next < fixes.length);
  }

  async #logIn(): Promise<void> {
    if (this.#is_trying) return;
    this.#is_trying = true;
    await this.#client.logIn().catch(() => undefined); // not there: tried again
    this.#is_trying = false;
  }
}

/** By the minutes of each platform, the same whoever looks. */
function isBroken({ code }: LifePlatform, now_ms: number): boolean {
  const at = LIFE_PLATFORMS.findIndex((one) => one.code === code);
  const span = Math.floor(now_ms / BREAK_EVERY_MS);
  const from_ms = span * BREAK_EVERY_MS + hash01(at, span, 41) * (BREAK_EVERY_MS - BREAK_MS);
  return now_ms >= from_ms && now_ms < from_ms + BREAK_MS;
}

function positionOf({ trip, fixes, next }: Driving): Forwarded {
  const { at_ms, lon, lat, speed_kmh } = fixes[next];
  const { plate, plate_colour } = trip.truck;
  const before = fixes[Math.max(0, next - 1)];
  return {
    ...{ vehicle: { plate, plate_colour }, lon, lat, at_ms, speed_kmh: Math.round(speed_kmh) },
    direction_deg: bearing_deg(before, fixes[next]),
  };
}

function bearing_deg(from: TruckFix, to: TruckFix): number {
  const east = (to.lon - from.lon) * Math.cos((to.lat * Math.PI) / 180);
  const degrees = (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI;
  return Math.round(degrees + 360) % 360;
}

/**
 * The platforms of the demo city's trucks: they log in by JT/T 809 (2019 and 2011), forward the positions of all trips under way
 * as their times come, and those that set out before with a backlog; their links break now and then, and what was not counted is
 * sent again as 0x1203. Resolves when the signal ends it.
 */
export async function runTruckPlatforms(options: TruckPlatformsOptions): Promise<void> {
  const { life, now, signal, access } = options;
  const platforms = LIFE_PLATFORMS.flatMap((platform) => {
    const own = access.get(platform.code);
    return own ? [new TruckPlatform(platform, own, options)] : [];
  });
  let known_ms = now() + AHEAD_MS;
  const waiting = life.tripsUnderWay(known_ms);
  while (!signal.aborted) {
    const now_ms = now();
    waiting.push(...life.tripsBetween(known_ms + 1, now_ms + AHEAD_MS + 1));
    known_ms = Math.max(known_ms, now_ms + AHEAD_MS);
    for (const trip of waiting.splice(0, DRIVES_A_STEP))
      platforms.find((one) => one.isOf(trip))?.take({ trip, fixes: life.drive(trip).fixes, next: 0 });
    await Promise.all(platforms.map((platform) => platform.step(now_ms)));
    await sleep(STEP_MS, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(platforms.map((platform) => platform.close()));
}
