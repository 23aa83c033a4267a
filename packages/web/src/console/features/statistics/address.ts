import type { FigureKey } from '@opentocc/contract';

/** What the address of the statistics chooses. */
export interface StatisticsSearch {
  /** "2026-11". */
  readonly month?: string;
  /** The figure that is looked at more closely. */
  readonly figure?: FigureKey;
  readonly unit?: string;
}

/** The choice in an address; what is none chooses nothing. */
export function searchOf({ month, figure, unit }: Record<string, unknown>): StatisticsSearch {
  return {
    ...(typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && { month }),
    ...(typeof figure === 'string' && /^[a-z0-9_]{3,40}$/.test(figure) && { figure: figure as FigureKey }),
    ...(typeof unit === 'string' && unit.length <= 40 && { unit }),
  };
}

/** First and last day of a month. */
export function spanOf(month: string): { readonly from: string; readonly to: string } {
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${month}-01`, to: last };
}

/** The month before or after, "2026-11" → "2026-10". */
export function shiftMonth(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
