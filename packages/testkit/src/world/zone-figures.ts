/**
 * Residents of the districts by GB/T 2260 code. Source: seventh national census, Shenzhen communiqué no. 2 (2021-05-15);
 * 440312 is the new district of Dapeng.
 */
export const RESIDENTS: Readonly<Record<string, number>> = {
  '440303': 1_143_801,
  '440304': 1_553_225,
  '440305': 1_795_826,
  '440306': 4_476_554,
  '440307': 3_979_037,
  '440308': 214_225,
  '440309': 2_528_872,
  '440310': 551_333,
  '440311': 1_095_289,
  '440312': 156_236,
};

/** Jobs for each resident. Assumed, 2026-11-27: offices gather in the south, factories in the north. */
export const JOBS_PER_RESIDENT: Readonly<Record<string, number>> = {
  '440303': 0.85,
  '440304': 1.15,
  '440305': 1.05,
  '440306': 0.62,
  '440307': 0.5,
  '440308': 0.8,
  '440309': 0.52,
  '440310': 0.7,
  '440311': 0.6,
  '440312': 0.5,
};

/** Residents and jobs of a kilometre of street where no census names the district. Assumed. */
export const UNKNOWN_DISTRICT = { residents_per_km: 2500, jobs_per_resident: 0.6 };

/** Draw of a place by its kind, against a small hub or port. Assumed, 2026-11-27. */
export const HUB_DRAW: Readonly<Record<string, number>> = {
  airport: 9,
  rail: 3,
  crossing: 2.5,
  bus: 1,
  metro: 0.6,
  hospital: 1,
  stadium: 0.5,
};
export const PORT_DRAW: Readonly<Record<string, number>> = { port: 4, gate: 2, airport: 1 };
