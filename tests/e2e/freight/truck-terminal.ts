import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { Latency, type RosterEntry, rosterCsv, TerminalClient } from '@opentocc/testkit/fleet';
import { expect, vi } from 'vitest';
import type { Caller } from '../appoint.ts';

export type Point = readonly [lon: number, lat: number];

/** A position as a terminal reports it. */
export interface Fix {
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
}

/** Between two positions of a truck, s, and what it drives in that time, m: 54 km/h. */
const STEP_S = 5;
const STEP_M = 75;
const SPEED_DKMH = 540;
/** Running, with a position. */
const STATUS = 0b11;

/** Positions of a truck that drives along a line at a steady speed, the first one at its begin. @param seconds at most */
export function driveAlong(line: readonly Point[], from_ms: number, seconds = 600): Fix[] {
  const fixes: Fix[] = [];
  let passed_m = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const length_m = apart_m(a, b);
    while (fixes.length * STEP_M < passed_m + length_m && fixes.length * STEP_S <= seconds) {
      const share = (fixes.length * STEP_M - passed_m) / length_m;
      const at_ms = from_ms + fixes.length * STEP_S * 1000;
      fixes.push({ at_ms, lon: a[0] + (b[0] - a[0]) * share, lat: a[1] + (b[1] - a[1]) * share });
    }
    passed_m += length_m;
  }
  return fixes;
}

/** A line in two, the first part of the length given, m. */
export function splitAt(line: readonly Point[], at_m: number): [before: Point[], after: Point[]] {
  let passed_m = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const share = (at_m - passed_m) / apart_m(a, b);
    if (share < 1) {
      const cut: Point = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      return [
        [...line.slice(0, i), cut],
        [cut, ...line.slice(i)],
      ];
    }
    passed_m += apart_m(a, b);
  }
  throw new Error(`the line is ${passed_m} m long`);
}

export const apart_m = (a: Point, b: Point): number =>
  Math.hypot((b[0] - a[0]) * lonDegree_m(a[1]), (b[1] - a[1]) * latDegree_m(a[1]));

/** A place to the east and north of another by the metres given. */
export const beside = ([lon, lat]: Point, east_m: number, north_m: number): Point => [
  lon + east_m / lonDegree_m(lat),
  lat + north_m / latDegree_m(lat),
];

/** The terminal of a truck, taken in as outsiders are: registered on a roster, and let in at the gateway by JT/T 808. */
export class TruckTerminal {
  readonly #counters = {
    ...{ connected: 0, online: 0, refused: 0, reconnects: 0 },
    ...{ sent: 0, acknowledged: 0, rejected: 0, skipped: 0 },
  };
  readonly #client: TerminalClient;

  constructor(
    private readonly entry: RosterEntry,
    gateway_port: number,
  ) {
    this.#client = new TerminalClient(entry, {
      ...{ host: '127.0.0.1', port: gateway_port, counters: this.#counters, latency: new Latency() },
      ...{ now: () => performance.now(), random: () => 0.5, window: 64 },
    });
  }

  /** Makes a source of its own and hands its roster in. */
  async register(steward: Caller, source: { code: string; name: { zh: string; en: string } }): Promise<void> {
    const { id } = await steward.ask<{ id: number }>('POST', '/sources', {
      ...{ ...source, owner: source.name.zh, report_interval_s: STEP_S },
    });
    const outcome = await steward.ask<{ bad_rows: number }>('POST', '/rosters/import', {
      ...{ file: 'truck.csv', source: id },
      content_base64: Buffer.from(rosterCsv([this.entry])).toString('base64'),
    });
    expect(outcome.bad_rows).toBe(0);
  }

  async open(): Promise<void> {
    this.#client.open();
    await vi.waitFor(() => expect(this.#counters.online).toBe(1), { timeout: 30_000 });
  }

  /** Resolves when the platform has acknowledged all of them, which it does once they are durable. */
  async report(fixes: readonly Fix[]): Promise<void> {
    const due = this.#counters.acknowledged + fixes.length;
    for (const fix of fixes)
      this.#client.send({ ...fix, speed_dkmh: SPEED_DKMH, direction_deg: 0, status: STATUS });
    await vi.waitFor(() => expect(this.#counters.acknowledged).toBe(due), { timeout: 30_000 });
    expect(this.#counters).toMatchObject({ rejected: 0, skipped: 0 });
  }

  close(): void {
    this.#client.close();
  }
}
