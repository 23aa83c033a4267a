import { setTimeout as sleep } from 'node:timers/promises';
import type { Bilingual } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import type { CityLife } from '@opentocc/testkit/city-life';
import type { RecordedTraffic } from '@opentocc/testkit/world';
import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';
import type { ErrorLog } from './unattended.ts';

/** The demo city as every module that plays a part in it reads it. */
export interface DemoCity {
  readonly network: RoadNetwork;
  readonly network_file: string;
  /** Of everything that is drawn at random: the same city at every start. */
  readonly seed: number;
  /** What happens in it; what one module shows, the others show too. */
  readonly life: CityLife;
  /** Vehicles of its fleet. */
  readonly vehicles: number;
  /** Simulated trips of a weekday of the world in which the fleet drives. */
  readonly trips: number;
  /** How far the world that is lived now is ahead of the clock, ms: 0 but for who shows another hour. */
  readonly shift_ms: number;
  /** The traffic of days before. */
  readonly traffic: DemoTraffic;
}

export interface DemoSpan {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly signal: AbortSignal;
  /** Also how many vehicles drove where, which takes three times the memory; default false. */
  readonly passages?: boolean;
}

/** The true traffic of the demo city's past, of which the pasts of modules are made; no service reads it. */
export interface DemoTraffic {
  /** Resolves when the span is simulated: a CPU minute for each day where it was not recorded before. */
  over(span: DemoSpan): Promise<RecordedTraffic>;
}

/** An account of the platform that a program signs in with over HTTP, as that of a firm would. */
export interface DemoOperator {
  /** @param path from `/api/v1` on. @throws Error with the answer when it is not a success. */
  call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T>;
}

/** Where the platform is reached; all that the outside world knows of it. */
export interface DemoDoor {
  /** Base URL of the console and its API, without a slash at the end. */
  readonly url: string;
  readonly gateway: { readonly host: string; readonly port: number };
  /** The broker that detectors report to, and whether it is the platform's own, which asks for secrets; null without one. */
  readonly mqtt: { readonly url: string; readonly own: boolean } | null;
  /** Ends the world. */
  readonly signal: AbortSignal;
  readonly log: ErrorLog;
}

/** In these the mistakes of the demo city's sources begin, and falls what the hotline remembers. */
export const LEAST_PAST_DAYS = 4;
const A_WEEK = 7;
export const pastDays = ({ days = A_WEEK }: DemoPast): number =>
  Math.min(A_WEEK, Math.max(LEAST_PAST_DAYS, days));

export interface DemoPast {
  /** Where the past ends. */
  readonly now_ms: number;
  /** How many days it reaches back at most, {@link LEAST_PAST_DAYS} at least; a week without it. */
  readonly days?: number;
  /** Ends the work early. */
  readonly signal: AbortSignal;
}

/** Somebody of the demo city with an account of their own, beside its officers. */
export interface DemoPerson {
  readonly name: string;
  readonly display_name: string;
  readonly role: string;
  /** Code of their unit, within which they hold the role; the city centre and the whole city without it. */
  readonly unit?: string;
}

/** A unit of the demo city's organisation beside those that every installation begins with. */
export interface DemoUnit {
  readonly code: string;
  readonly parent: string;
  readonly kind: 'department' | 'firm';
  readonly name: Bilingual;
}

/** Opens a session of one of the people that the module named. */
export type SignInAs = (name: string) => Promise<DemoOfficer>;

/** The desk of an officer of the demo city. */
export interface DemoDesk {
  /** Opens a session over HTTP, as an officer does who sits down; to be ended with {@link DemoOfficer.signOut}. */
  signIn(): Promise<DemoOfficer>;
  /** As `signIn`, for the other officer, who relieves the first at the end of a shift; absent where there is one alone. */
  signInRelief?(): Promise<DemoOfficer>;
  /** As `signIn`, for people whom the module named; absent where there are none. */
  readonly signInAs?: SignInAs;
  /** Ends the work. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

export interface DemoOfficer extends DemoOperator {
  signOut(): Promise<void>;
}

/** The part of a module in the demo city; each member may be missing. */
export interface Demo {
  /** Made before anything is registered, where they are not there yet. */
  readonly units?: readonly DemoUnit[];
  readonly people?: readonly DemoPerson[];
  /**
   * Whether what it registers is of use to its own world alone, as are secrets that it forgets when it ends and trucks that
   * only it drives: left out where no world is played.
   */
  readonly registers_for_world?: true;
  /** Whether something of the outside world is not registered with the platform yet. */
  isUnregistered?(city: DemoCity): boolean;
  /** Registers the outside world with the platform, over HTTP alone; before anything of it comes. */
  register?(city: DemoCity, operator: DemoOperator, signInAs: SignInAs): Promise<void>;
  /** Gives the module a past, by its own services, in small steps beside the live city. A module that has a past retains it. */
  past?(city: DemoCity, past: DemoPast): Promise<void>;
  /** What an officer on duty does at the screen while the world runs, over HTTP alone. Resolves when the signal ends it. */
  duty?(city: DemoCity, desk: DemoDesk): Promise<void>;
  /** Plays the outside world, which speaks to the platform as outsiders do: TCP, HTTP, MQTT. Resolves when it has ended. */
  world?(city: DemoCity, door: DemoDoor): Promise<void>;
}

/** What an officer does each minute of their duty, in a session of its own; what fails is tried again in the next. */
export async function eachMinute(
  desk: DemoDesk,
  log: Logger,
  /** What could not be done: "plans of the demo city were not seen to". */
  failed: string,
  work: (officer: DemoOfficer, now_ms: number) => Promise<void>,
): Promise<void> {
  while (!desk.signal.aborted) {
    await atDesk(desk, (officer) => work(officer, desk.clock.now())).catch((err: unknown) => {
      if (!desk.signal.aborted) log.warn({ err }, failed);
    });
    await sleep(MINUTE_MS, undefined, { signal: desk.signal }).catch(() => undefined);
  }
}

async function atDesk({ signIn }: DemoDesk, work: (officer: DemoOfficer) => Promise<void>): Promise<void> {
  const officer = await signIn();
  try {
    await work(officer);
  } finally {
    await officer.signOut();
  }
}
