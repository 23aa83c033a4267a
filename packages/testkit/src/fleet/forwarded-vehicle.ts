import { type Forwarded, InferiorClient, type InferiorOptions } from '../forwarder/index.ts';
import type { Reading } from './receiver.ts';
import type { RosterEntry } from './roster.ts';
import type { FleetCounters } from './terminal-client.ts';

/** The platform of the trucks' firm, and where it forwards them. */
export type Forwarding = Pick<InferiorOptions, 'host' | 'port' | 'edition' | 'centre' | 'user' | 'password'>;

/** How often a platform looks at its link, ms; it tests the link each minute. */
const LOOK_MS = 1000;
const LOOKS_A_TEST = 60;

/** Trucks report to the platform of their firm. */
export const isForwarded = ({ vehicle_class }: RosterEntry): boolean => vehicle_class === 'freight';

/** The platform of a firm that stays logged in, and counts as a fleet does. */
export class PlatformLink {
  readonly #client: InferiorClient;
  readonly #counters: FleetCounters;
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;
  #is_trying = false;

  constructor(forwarding: Forwarding, counters: FleetCounters, now: () => number) {
    this.#counters = counters;
    const onCounted = (positions: number) => {
      counters.acknowledged += positions;
    };
    this.#client = new InferiorClient({ ...forwarding, now, onCounted });
  }

  get unanswered(): number {
    return this.#client.uncounted;
  }

  open(): void {
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
  }

  forward(position: Forwarded): void {
    this.#client.forward(position);
  }

  close(): void {
    clearInterval(this.#timer);
    void this.#client.close();
  }

  async #look(): Promise<void> {
    if (this.#client.is_logged_in) {
      if (++this.#looks % LOOKS_A_TEST === 0) this.#client.send({ kind: 'main_link_test' });
      return;
    }
    if (this.#is_trying) return;
    this.#is_trying = true;
    const result = await this.#client.logIn().catch(() => -1); // not there: tried again
    if (result > 0) this.#counters.refused += 1;
    this.#is_trying = false;
  }
}

/** A truck whose terminal reports to the platform of its firm: nothing of it is connected to us. */
export class ForwardedVehicle {
  /** They are the platform's. */
  readonly unanswered = 0;

  constructor(
    private readonly entry: RosterEntry,
    private readonly platform: PlatformLink,
    private readonly counters: FleetCounters,
  ) {}

  send(reading: Reading): void {
    const { plate, plate_colour } = this.entry;
    const { lon, lat, speed_dkmh, direction_deg, at_ms, status } = reading;
    this.counters.sent += 1;
    this.platform.forward({
      vehicle: { plate, plate_colour },
      ...{ lon, lat, speed_kmh: Math.round(speed_dkmh / 10), direction_deg, at_ms, status },
    });
  }

  open(): void {
    this.counters.online += 1;
  }

  close(): void {
    this.counters.online -= 1;
  }
}
