import { dayOf } from './clock-words.ts';
import type { Declared, Driven, FreightTrip } from './trip.ts';

/** "2022-03-05 09:30" on the clocks of the city, UTC ms. */
export function at(text: string): number {
  const [date, time] = text.split(' ');
  const [hour, minute] = time.split(':').map(Number);
  return dayOf(date) + (hour * 60 + minute) * 60_000;
}

const HOUR_MS = 3_600_000;

type Parts = Partial<Omit<FreightTrip, 'declared' | 'driven'>> & {
  readonly declared?: Partial<Declared>;
  readonly driven?: Partial<Driven>;
};

/** An inbound lorry to 东莞 by 皇岗 and back six hours later, which breaks no rule of any regime. */
export function tripAt(text: string, { declared, driven, ...rest }: Parts = {}): FreightTrip {
  const in_ms = at(text);
  return {
    ...{ id: 'T1', class: 'container', direction: 'in', judged_ms: null },
    destination: { city: '441900', street: null },
    declared: {
      ...{ at_ms: in_ms - 24 * HOUR_MS, entries_before: 0, mode: 'direct', route: 'R1' },
      crossings: [
        { port: 'huanggang', direction: 'in', at_ms: in_ms },
        { port: 'huanggang', direction: 'out', at_ms: in_ms + 6 * HOUR_MS },
      ],
      stops: [{ kind: 'site', code: 'S1', from_ms: in_ms + 2 * HOUR_MS, to_ms: in_ms + 4 * HOUR_MS }],
      bookings: [],
      documents: (['permit', 'licence', 'sticker'] as const).map((kind) => ({ kind, valid_to_ms: null })),
      ...declared,
    },
    driven: { crossings: [], stays: [], off_route: [], over: false, ...driven },
    ...rest,
  };
}
