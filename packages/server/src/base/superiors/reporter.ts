import type { Datum } from '@opentocc/contract';
import { toWgs84 } from '@opentocc/core/geo';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { Location, Message } from '@opentocc/protocols/jt809';
import type { Registry } from '../sources/index.ts';
import type { SuperiorLink } from './link.ts';
import type { LogPlace, Superior } from './model.ts';

export interface LoggedBatch {
  readonly seq: number;
  readonly batch: FixBatch;
}

export interface ReporterDeps {
  readonly superior: Superior;
  readonly link: Pick<SuperiorLink, 'send' | 'has_room'>;
  readonly registry: Pick<Registry, 'index' | 'getSource'>;
  /** Blocks of the durable log after a place, oldest first. */
  readonly readAfter: (seq: number, limit: number) => Promise<readonly LoggedBatch[]>;
  readonly now: () => number;
}

/** Positions that may be sent and not counted. */
const MOST_UNCOUNTED = 5000;
const BLOCKS_A_READ = 16;
/** Older ones are sent as what was missed (0x1203). */
const FRESH_MS = 60_000;
const NOT_STATED = 65_535;

/**
 * Reports the positions of some sources to a superior, from the durable log in the order received. A place of the log counts as
 * reported when the superior has counted all up to it; after a break it begins again behind that place.
 */
export class Reporter {
  readonly counts = { sent: 0, sent_again: 0, counted: 0 };
  /** All up to it is received by the superior. */
  counted: LogPlace;
  /** The last row that was looked at. */
  #cursor: LogPlace;
  /** Places of what is sent and not counted. */
  #uncounted: LogPlace[] = [];
  #blocks: LoggedBatch[] = [];
  #highest: LogPlace;
  #pumping = false;
  #session = 0;

  constructor(
    private readonly deps: ReporterDeps,
    counted: LogPlace,
  ) {
    [this.counted, this.#cursor, this.#highest] = [counted, counted, counted];
  }

  get uncounted(): number {
    return this.#uncounted.length;
  }

  /** When the position was received that is to be sent next; null where none waits. */
  get behind_since_ms(): number | null {
    const [block] = this.#blocks;
    const row = this.#cursor.seq === block?.seq ? this.#cursor.row + 1 : 0;
    return block?.batch.received_ms[row] ?? null;
  }

  /** The link came up, or broke: what is not counted is sent again. */
  begin(): void {
    this.#session++;
    this.#cursor = this.counted;
    [this.#uncounted, this.#blocks] = [[], []];
  }

  count(positions: number): void {
    const counted = this.#uncounted.splice(0, positions);
    this.counts.counted += counted.length;
    this.counted = counted.at(-1) ?? this.counted;
  }

  /** Sends what there is, as far as the link has room. */
  async pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (await this.#step());
    } finally {
      this.#pumping = false;
    }
  }

  /** @returns whether there may be more. */
  async #step(): Promise<boolean> {
    const session = this.#session;
    if (this.#blocks.length === 0) {
      // The block of the cursor too: some of its rows may not have been sent.
      const read = await this.deps.readAfter(this.#cursor.seq - 1, BLOCKS_A_READ);
      if (session !== this.#session) return true;
      this.#blocks = read.filter(
        ({ seq, batch }) => seq > this.#cursor.seq || this.#cursor.row + 1 < batch.length,
      );
      if (this.#blocks.length === 0) {
        this.#settle();
        return false;
      }
    }
    const [block] = this.#blocks;
    if (!this.#sendBlock(block)) return false;
    this.#blocks.shift();
    return true;
  }

  /** @returns whether all of it went out. */
  #sendBlock({ seq, batch }: LoggedBatch): boolean {
    const { superior, link } = this.deps;
    const first = this.#cursor.seq === seq ? this.#cursor.row + 1 : 0;
    for (let row = first; row < batch.length; row++) {
      if (superior.settings.sources.includes(batch.source[row])) {
        const message = this.#messageOf(batch, row);
        if (message) {
          if (this.#uncounted.length >= MOST_UNCOUNTED || !link.has_room || !link.send(message)) return false;
          this.#note({ seq, row });
        }
      }
      this.#cursor = { seq, row };
    }
    this.#settle();
    return true;
  }

  #note(place: LogPlace): void {
    if (isAfter(place, this.#highest)) this.#highest = place;
    else this.counts.sent_again++;
    this.counts.sent++;
    if (this.deps.superior.settings.counts) this.#uncounted.push(place);
    else this.counted = place;
  }

  /** Rows that are not reported hold nothing up. */
  #settle(): void {
    if (this.#uncounted.length === 0) this.counted = this.#cursor;
  }

  /** Null for a vehicle that is not registered any more. */
  #messageOf(batch: FixBatch, row: number): Message | null {
    const { registry, now, superior } = this.deps;
    const known = registry.index.findByVehicle(batch.vehicle[row]);
    if (!known) return null;
    const vehicle = { plate: known.plate, plate_colour: known.plate_colour };
    const location = locationOf(batch, row, registry.getSource(batch.source[row]).datum, superior);
    return now() - batch.received_ms[row] > FRESH_MS
      ? { kind: 'location_history', vehicle, locations: [location] }
      : ({ kind: 'location', vehicle, ...location } as Message);
  }
}

const isAfter = (a: LogPlace, b: LogPlace): boolean => a.seq > b.seq || (a.seq === b.seq && a.row > b.row);

/** A fix as it is reported: in WGS-84, whatever its source sends. */
function locationOf(batch: FixBatch, row: number, datum: Datum, { settings }: Superior): Location {
  const [lon, lat] = toWgs84(datum, batch.lon[row], batch.lat[row]);
  const speed_dkmh = batch.speed_dkmh[row] === NOT_STATED ? 0 : batch.speed_dkmh[row];
  const direction = batch.direction_deg[row];
  const common = {
    ...{ lon_e6: Math.round(Math.abs(lon) * 1e6), lat_e6: Math.round(Math.abs(lat) * 1e6), altitude_m: 0 },
    direction_deg: direction === NOT_STATED ? 0 : direction,
    ...{
      status: batch.status[row],
      alarm: batch.alarm[row],
      at_ms: Math.floor(batch.at_ms[row] / 1000) * 1000,
    },
  };
  if (settings.edition === '2011') {
    const speed_kmh = Math.round(speed_dkmh / 10);
    return { shifted: 0, gnss: { ...common, speed_kmh, recorder_speed_kmh: 0, mileage_km: 0 } };
  }
  const platforms = [`${settings.centre}`, '', ''].map((platform) => ({ platform, alarm: 0 }));
  return { shifted: 0, terminal: { ...common, speed_dkmh, extras: [] }, platforms };
}
