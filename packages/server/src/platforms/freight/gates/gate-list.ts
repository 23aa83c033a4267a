import type { SignedGateList } from '@opentocc/contract';
import { plainPlate } from '@opentocc/core/freight';
import { HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { BookedTrips, PermitKeys } from './model.ts';
import type { Register } from './register.ts';

/** How far ahead a controller can decide alone. Assumed: a network that is gone for longer is an event with people at gates. */
const AHEAD_MS = 12 * HOUR_MS;
const REMAKE_MS = 30_000;

/** An entry of the list by which a controller decides alone. */
export interface GateListLine {
  readonly plate: string;
  readonly trip: string | null;
  readonly permit: string | null;
  readonly from_ms: number;
  readonly to_ms: number;
}

export interface GateListText {
  readonly lock: string;
  /** Code of the site at which its gates are; '' while there are none. */
  readonly site: string;
  /** By which permits are checked that a driver shows; null where the installation gives none. */
  readonly trust: PermitKeys | null;
  readonly version: number;
  readonly made_ms: number;
  readonly until_ms: number;
  readonly entries: readonly GateListLine[];
  /** Permits that do not open the site any more, whoever shows them. */
  readonly spent: readonly string[];
  /** Gates that let out alone. */
  readonly exits: readonly string[];
}

/** Signs with the key of the installation. */
export type SignList = (
  text: Uint8Array,
) => Promise<{ readonly signature: string; readonly public_key: string }>;

export interface GateListDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly register: Pick<Register, 'gatesOfLock' | 'listOf'>;
  readonly trips: BookedTrips;
  readonly sign: SignList;
}

/** What a controller stores on its disk: who may come in the next hours, signed, so that nobody adds to it at the gate. */
export function createGateList({ db, clock, register, trips, sign }: GateListDeps) {
  const made = new Map<string, Made>();

  async function contentOf(lock: string): Promise<Pick<GateListText, 'entries' | 'spent' | 'exits'>> {
    const gates = register.gatesOfLock(lock);
    const [gate] = gates;
    if (!gate) return { entries: [], spent: [], exits: [] };
    const [from_ms, to_ms] = [clock.now() - HOUR_MS, clock.now() + AHEAD_MS];
    const booked = await trips.bookedAt(gate.site, from_ms, to_ms);
    const listed = register.listOf(gate.site).filter(({ until_ms }) => until_ms > clock.now());
    const permits = [...new Set(booked.flatMap(({ permit }) => permit ?? []))];
    const here = { place: gate.site, passage: 'in', at_ms: clock.now() } as const;
    const spent = [...(await trips.uses.refusals(db, permits, here)).keys()].sort();
    const entries = [
      ...booked.flatMap(({ plates, trip, permit, from_ms, to_ms }) =>
        plates.map((plate) => ({ plate: plainPlate(plate), trip, permit, from_ms, to_ms })),
      ),
      ...listed.map(({ plate, until_ms }) => ({
        ...{ plate: plainPlate(plate), trip: null, permit: null, from_ms: 0, to_ms: until_ms },
      })),
    ].sort((a, b) => (a.plate < b.plate ? -1 : 1));
    const exits = gates.filter(({ direction }) => direction === 'out').map(({ code }) => code);
    return { entries, spent, exits };
  }

  async function currentOf(lock: string) {
    const known = made.get(lock);
    if (known && clock.now() - known.looked_ms < REMAKE_MS) return known;
    const content = await contentOf(lock);
    const same = JSON.stringify([content, trips.trust()]);
    const isOld = known === undefined || clock.now() - known.text.made_ms > AHEAD_MS / 2;
    if (!isOld && known.entries === same) {
      known.looked_ms = clock.now();
      return known;
    }
    const now_ms = clock.now();
    const text: GateListText = {
      // A time, so that a list that was made after a restart is newer.
      ...{ lock, site: register.gatesOfLock(lock)[0]?.site ?? '', trust: trips.trust() },
      ...{ version: Math.floor(now_ms / 1000), made_ms: now_ms, until_ms: now_ms + AHEAD_MS },
      ...content,
    };
    const list = JSON.stringify(text);
    const signed = { list, ...(await sign(Buffer.from(list))) };
    const fresh: Made = { text, entries: same, looked_ms: now_ms, signed };
    made.set(lock, fresh);
    return fresh;
  }

  return {
    /** The list of a lock where it is newer than the controller's. */
    async newerThan(lock: string, version: number): Promise<SignedGateList | null> {
      const { text, signed } = await currentOf(lock);
      return text.version > version ? signed : null;
    },
  };
}

interface Made {
  readonly text: GateListText;
  readonly entries: string;
  readonly signed: SignedGateList;
  /** When it was last compared with what is booked. */
  looked_ms: number;
}

export type GateList = ReturnType<typeof createGateList>;
