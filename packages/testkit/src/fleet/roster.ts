import { createRandom, type Random } from '../random.ts';

/** Classes of vehicle that the fleet drives, a subset of the contract's VehicleClass. */
export const FLEET_CLASSES = ['taxi', 'bus', 'freight', 'coach'] as const;
export type FleetClass = (typeof FLEET_CLASSES)[number];

/** One vehicle with its terminal, as a firm would hand it in for registration. */
export interface RosterEntry {
  /** 11 digits, unique. */
  readonly phone: string;
  /** 粤B and five or, for new energy, six characters; unique. */
  readonly plate: string;
  /** JT/T 415: 1 blue, 2 yellow, 5 green. */
  readonly plate_colour: number;
  readonly vehicle_class: FleetClass;
  readonly protocol: '2011' | '2013' | '2019';
  /** At most 7 characters, unique. */
  readonly terminal_id: string;
  readonly maker: string;
  readonly model: string;
}

/** Share of each class and, within it, of each edition of JT/T 808: assumed, for demonstration only. */
const CLASS_SHARE: readonly (readonly [FleetClass, number])[] = [
  ['taxi', 0.55],
  ['bus', 0.25],
  ['freight', 0.15],
  ['coach', 0.05],
];
const EDITION_SHARE: readonly (readonly [RosterEntry['protocol'], number])[] = [
  ['2011', 0.1],
  ['2013', 0.55],
  ['2019', 0.35],
];
const MAKERS = [
  { maker: '70101', model: 'TX-808A' },
  { maker: '70203', model: 'BD-300' },
  { maker: '44030', model: 'SZ-GT6' },
] as const;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The same fleet for the same `count` and `seed`; a longer one begins with the shorter one. */
export function fleetRoster(count: number, seed: number): RosterEntry[] {
  const random = createRandom(seed * 31 + 7);
  return Array.from({ length: count }, (_, i) => entryOf(i, random));
}

function entryOf(i: number, random: Random): RosterEntry {
  const vehicle_class = pick(CLASS_SHARE, random.next());
  const protocol = pick(EDITION_SHARE, random.next());
  const city = vehicle_class === 'taxi' || vehicle_class === 'bus';
  const electric = city || random.next() < 0.15;
  return {
    phone: `1${String(3_900_000_000 + i).padStart(10, '0')}`,
    plate: plateOf(i, electric, vehicle_class),
    plate_colour: electric ? 5 : vehicle_class === 'coach' ? 1 : 2,
    vehicle_class,
    protocol,
    terminal_id: `T${String(i).padStart(6, '0')}`,
    ...MAKERS[random.below(MAKERS.length)],
  };
}

function pick<T>(shares: readonly (readonly [T, number])[], at: number): T {
  let sum = 0;
  for (const [value, share] of shares) {
    sum += share;
    if (at < sum) return value;
  }
  return shares[shares.length - 1][0];
}

/** New-energy plates have six characters: D/F first for small ones, last for large ones. Others five. */
function plateOf(i: number, electric: boolean, vehicle_class: FleetClass): string {
  const letter = LETTERS[Math.floor(i / 10_000) % LETTERS.length];
  const digits = String(i % 10_000).padStart(4, '0');
  if (!electric) return `粤B${letter}${digits}`;
  return vehicle_class === 'taxi' ? `粤BD${letter}${digits}` : `粤B${digits}${letter}D`;
}
