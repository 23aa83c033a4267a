import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateSecret } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { FreightLife, LifeGate, LifeTrip } from '@opentocc/testkit/freight';
import { type GateMoment, gateMomentsOf, postRead, SimulatedBarrier } from '@opentocc/testkit/gates';
import type { Clock } from '../../../kit/clock.ts';
import type { Logger } from '../../../kit/log.ts';
import { GateAgent, syncOver } from './agent/index.ts';

/** What the gates of the demo city were given when they were registered. */
export interface GateSecrets {
  readonly camera: GateSecret;
  readonly controller: GateSecret | null;
  readonly lock: string;
}

export interface DemoGatesOptions {
  readonly life: FreightLife;
  readonly url: string;
  readonly signal: AbortSignal;
  readonly secrets: ReadonlyMap<string, GateSecrets>;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
}

const STEP_MS = 500;
const AHEAD_MS = 10 * MINUTE_MS;
const BEAT_MS = 30_000;
const WAIT_MS = 5_000;
/** Trips that are looked at in a step: each takes up to 30 ms. */
const DRIVES_A_STEP = 1;
/** One controller at a time has no network for ten minutes of each hour; one barrier sticks for five. */
const [AWAY_MS, STUCK_MS] = [10 * MINUTE_MS, 5 * MINUTE_MS];
/** How long a truck takes over the loop. */
const PASS_MS = 4_000;

/** The gates of the demo city, as outsiders: cameras post, controllers report and carry out. Resolves when the signal ends it. */
export async function runDemoGates(options: DemoGatesOptions): Promise<void> {
  const { life, clock, signal, secrets } = options;
  const gates = life.places.flatMap((place) => place.gates);
  const locks = [
    ...new Set([...secrets.values()].filter(({ controller }) => controller).map(({ lock }) => lock)),
  ];
  const boxes = new Map(locks.map((lock, i) => [lock, new DemoLock(options, lock, gates, i)]));
  const running = [...boxes.values()].map((box) => box.report());
  let [known_ms, beat_ms] = [clock.now(), 0];
  const waiting: LifeTrip[] = life.tripsUnderWay(known_ms);
  let moments: GateMoment[] = [];
  while (!signal.aborted) {
    const now_ms = clock.now();
    waiting.push(...life.tripsBetween(known_ms + 1, now_ms + AHEAD_MS));
    known_ms = Math.max(known_ms, now_ms + AHEAD_MS - 1);
    for (const trip of waiting.splice(0, DRIVES_A_STEP))
      moments.push(...gateMomentsOf(life, trip).filter(({ at_ms }) => at_ms > now_ms - MINUTE_MS));
    const due = moments.filter(({ at_ms }) => at_ms <= now_ms);
    moments = moments.filter(({ at_ms }) => at_ms > now_ms);
    for (const moment of due) void arrive(options, boxes, { ...moment, at_ms: now_ms });
    for (const box of boxes.values()) box.step(now_ms);
    if (now_ms - beat_ms > BEAT_MS) {
      beat_ms = now_ms;
      for (const gate of gates) void post(options, boxes, gate, null);
    }
    await sleep(STEP_MS, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(running);
}

/** A truck stops before a camera. Where the network is gone, its controller is asked by the camera itself. */
async function arrive(options: DemoGatesOptions, boxes: ReadonlyMap<string, DemoLock>, moment: GateMoment) {
  const own = options.secrets.get(moment.gate.code);
  const box = own && boxes.get(own.lock);
  box?.expect(moment.gate.code);
  if (box?.isAway(options.clock.now())) return void box.agent.plate(moment.gate.code, moment.read);
  await post(options, boxes, moment.gate, moment);
}

async function post(
  { secrets, url, log, clock, signal }: DemoGatesOptions,
  boxes: ReadonlyMap<string, DemoLock>,
  gate: LifeGate,
  read: GateMoment | null,
): Promise<void> {
  const own = secrets.get(gate.code);
  if (!own || boxes.get(own.lock)?.isAway(clock.now())) return;
  try {
    await postRead({ url, ...own.camera }, gate.maker, read);
  } catch (err) {
    if (!signal.aborted) log.debug({ err, gate: gate.code }, 'a camera of the demo city was not heard');
  }
}

/** A controller with the barriers of its lock, and trucks that drive through once they are open. */
class DemoLock {
  readonly agent: GateAgent;
  readonly #barriers = new Map<string, SimulatedBarrier>();
  readonly #waits = new Set<string>();
  readonly #passing = new Map<string, number>();

  constructor(
    private readonly options: DemoGatesOptions,
    lock: string,
    all: readonly LifeGate[],
    /** Place among the locks: by which it is its turn to have no network, or to stick. */
    private readonly place: number,
  ) {
    const { secrets, url, clock, folder } = options;
    const gates = all.map(({ code }) => code).filter((code) => secrets.get(code)?.lock === lock);
    const secret = secrets.get(gates[0])?.controller?.secret ?? '';
    this.agent = new GateAgent({
      ...{ lock, gates, clock, folder: join(folder, lock), sync: syncOver({ url, lock, secret }) },
      barriers: { move: (gate, to) => this.#barriers.get(gate)?.move(to, clock.now()) },
    });
    for (const gate of gates) {
      this.#barriers.set(gate, new SimulatedBarrier((state) => this.agent.barrier(gate, state)));
      this.agent.loop(gate, false);
    }
  }

  isAway(now_ms: number): boolean {
    return Math.floor(now_ms / HOUR_MS) % 7 === this.place % 7 && now_ms % HOUR_MS < AWAY_MS;
  }

  /** A truck stands before the gate. */
  expect(gate: string): void {
    this.#waits.add(gate);
  }

  step(now_ms: number): void {
    const sticks = Math.floor(now_ms / HOUR_MS) % 5 === this.place % 5 && now_ms % HOUR_MS < STUCK_MS;
    for (const [gate, barrier] of this.#barriers) {
      if (sticks && this.place % 5 === 0) barrier.stick(now_ms + STEP_MS);
      barrier.step(now_ms);
      this.#drive(gate, barrier, now_ms);
    }
    this.agent.tick();
  }

  /** Reports and fetches commands until the signal ends it; without network it waits. */
  async report(): Promise<void> {
    const { signal, clock, log } = this.options;
    while (!signal.aborted) {
      try {
        if (this.isAway(clock.now())) await sleep(STEP_MS * 4, undefined, { signal });
        else await this.agent.sync(WAIT_MS);
      } catch (err) {
        if (signal.aborted) break;
        log.debug({ err }, 'a controller of the demo city did not reach the platform');
        await sleep(5_000, undefined, { signal }).catch(() => undefined);
      }
    }
    this.agent.close();
  }

  #drive(gate: string, barrier: SimulatedBarrier, now_ms: number): void {
    const until_ms = this.#passing.get(gate);
    if (until_ms !== undefined && now_ms >= until_ms) {
      this.#passing.delete(gate);
      this.agent.loop(gate, false);
    } else if (until_ms === undefined && barrier.state === 'open' && this.#waits.delete(gate)) {
      this.#passing.set(gate, now_ms + PASS_MS);
      this.agent.loop(gate, true);
    }
  }
}
