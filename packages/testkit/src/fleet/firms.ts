import { clockError_ms, DEMO_DEFECTS, sendsGcj02 } from './defects.ts';
import type { RosterEntry } from './roster.ts';

/** Seconds between two positions of a vehicle of the demo fleet. */
export const DEMO_INTERVAL_S = 10;

/** The firms whose vehicles the demo fleet plays: one for each class that it drives, and two that make a mistake. */
export const DEMO_FIRMS = {
  taxi: { code: 'demo-taxi', zh: '示范出租车企业', en: 'Demo taxi firm' },
  bus: { code: 'demo-bus', zh: '示范公交企业', en: 'Demo bus company' },
  freight: { code: 'demo-freight', zh: '示范货运企业', en: 'Demo freight firm' },
  coach: { code: 'demo-coach', zh: '示范客运企业', en: 'Demo coach company' },
  wrong_datum: { code: 'demo-ride-hailing', zh: '示范网约车平台', en: 'Demo ride-hailing platform' },
  wrong_clock: { code: 'demo-delivery', zh: '示范城市配送企业', en: 'Demo delivery firm' },
} as const;
export type DemoFirm = keyof typeof DEMO_FIRMS;

/** Which firm a vehicle of the roster belongs to: those whose terminals are wrong have firms of their own. */
export function firmOf({ vehicle_class }: RosterEntry, v: number, seed: number): DemoFirm {
  if (sendsGcj02(v, seed, DEMO_DEFECTS)) return 'wrong_datum';
  return clockError_ms(v, seed, DEMO_DEFECTS) === 0 ? vehicle_class : 'wrong_clock';
}
