import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';
import { hash01 } from '@opentocc/core/random';
import type { SimObserver } from '@opentocc/core/simulation';
import { type CityLife, createCityLife } from '@opentocc/testkit/city-life';
import { DayRun, layOutWorld, type WorldCity } from '@opentocc/testkit/world';

/** 06:00 to 21:00 on the clock of the world's day, which begins at 04:00; streets fill for three quarters of an hour before. */
export const FIRST_S = 2 * 3600;
export const LAST_S = 17 * 3600;
const FROM_S = FIRST_S - 2700;
/** Simulated trips of a weekday. Each stands for ten vehicles, so all that are simulated are a tenth of those that drive. */
const TRIPS = 200_000;
const DRAWS = 65_536;

/** Passages of all simulated vehicles over links, in the order in which they ended. */
export interface DayPassages {
  readonly length: number;
  readonly link: Uint16Array;
  /** Draw of the vehicle, 0 to 65,535: those below a bound are the probes. */
  readonly draw: Uint16Array;
  /** From the begin of the world's day, s. */
  readonly enter_s: Float32Array;
  readonly leave_s: Float32Array;
}

/** A day with its incidents, and the same day without any. */
export interface DayOfTrial {
  readonly date: string;
  /** 04:00, UTC ms. */
  readonly start_ms: number;
  readonly with_incidents: DayPassages;
  /** Absent of days of which only the normal is learnt. */
  readonly without?: DayPassages;
}

export interface TrialWorld {
  readonly network: RoadNetwork;
  readonly seed: number;
  readonly life: CityLife;
  /** Vehicles for each simulated one. */
  readonly weight: number;
  readonly city: () => WorldCity;
}

export function trialWorld(seed: number): TrialWorld {
  const network = buildNetwork(generateDemoCity());
  let city: WorldCity | undefined;
  const life = createCityLife(network, seed);
  return {
    network,
    seed,
    life,
    weight: 10,
    city: () => {
      city ??= layOutWorld({ network, seed, life, trips: TRIPS });
      return city;
    },
  };
}

/** Reads a simulated day of the temporary folder, or simulates it: about 25 CPU-s. */
export function dayPassages(world: TrialWorld, date: string, has_incidents: boolean): DayPassages {
  const folder = join(tmpdir(), 'opentocc-detection-days');
  const { version } = world.network.meta;
  const name = `${version.slice(0, 12)}-${world.seed}-${TRIPS}-${date}-${has_incidents ? 'with' : 'without'}.bin`;
  const file = join(folder, name);
  if (existsSync(file)) return unpack(readFileSync(file));
  const passages = simulate(world, date, has_incidents);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, pack(passages));
  renameSync(`${file}.${process.pid}`, file);
  return passages;
}

function simulate(world: TrialWorld, date: string, has_incidents: boolean): DayPassages {
  const start_ms = Date.parse(`${date}T04:00:00+08:00`);
  const city = world.city();
  const life = has_incidents ? city.life : withoutIncidents(city.life);
  const watch = new PassageWatch(start_ms, city.trips * 2);
  const run = new DayRun({ ...city, life }, { start_ms, from_s: FROM_S, observer: watch });
  while (run.now_s < LAST_S) run.advance();
  return watch.end();
}

function withoutIncidents(life: CityLife): CityLife {
  return { ...life, incidentsAt: () => [], incidentsOfHour: () => [] };
}

class PassageWatch implements SimObserver {
  readonly #day: number;
  readonly #entered_s: Float64Array;
  readonly #on: Int32Array;
  readonly #rows: { link: number[]; draw: number[]; enter_s: number[]; leave_s: number[] } = {
    link: [],
    draw: [],
    enter_s: [],
    leave_s: [],
  };

  constructor(start_ms: number, vehicles: number) {
    this.#day = Math.floor(start_ms / 86_400_000);
    this.#entered_s = new Float64Array(vehicles);
    this.#on = new Int32Array(vehicles).fill(-1);
  }

  enter(link: number, vehicle: number, at_s: number): void {
    this.#entered_s[vehicle] = at_s;
    this.#on[vehicle] = link;
  }

  leave(link: number, vehicle: number, at_s: number): void {
    this.#on[vehicle] = -1;
    this.#add(link, vehicle, at_s);
  }

  /** Who is still on a link leaves it after the end. */
  end(): DayPassages {
    for (let vehicle = 0; vehicle < this.#on.length; vehicle++)
      if (this.#on[vehicle] >= 0) this.#add(this.#on[vehicle], vehicle, LAST_S + 3600);
    const { link, draw, enter_s, leave_s } = this.#rows;
    return {
      length: link.length,
      link: Uint16Array.from(link),
      draw: Uint16Array.from(draw),
      enter_s: Float32Array.from(enter_s),
      leave_s: Float32Array.from(leave_s),
    };
  }

  #add(link: number, vehicle: number, at_s: number): void {
    const rows = this.#rows;
    rows.link.push(link);
    rows.draw.push(Math.floor(hash01(this.#day, vehicle, 0, 31) * DRAWS));
    rows.enter_s.push(this.#entered_s[vehicle]);
    rows.leave_s.push(at_s);
  }
}

/** Number of passages, then the columns, the wide ones first. */
function pack({ length, link, draw, enter_s, leave_s }: DayPassages): Buffer {
  const bytes = (of: Uint16Array | Float32Array) => Buffer.from(of.buffer, of.byteOffset, of.byteLength);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(length);
  return Buffer.concat([head, bytes(enter_s), bytes(leave_s), bytes(link), bytes(draw)]);
}

function unpack(file: Buffer): DayPassages {
  const length = file.readUInt32LE(0);
  const whole = file.buffer.slice(file.byteOffset + 8, file.byteOffset + file.byteLength);
  return {
    length,
    enter_s: new Float32Array(whole, 0, length),
    leave_s: new Float32Array(whole, 4 * length, length),
    link: new Uint16Array(whole, 8 * length, length),
    draw: new Uint16Array(whole, 10 * length, length),
  };
}
