import type { FigureFilter, Figures, Publication } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDayStartOf } from '../../../kit/clock.ts';
import { statisticsErrors } from './errors.ts';
import type { StatisticsStore } from './store.ts';

export interface PublicationsDeps {
  readonly store: Pick<StatisticsStore, 'listPublications' | 'publish'>;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

/** Months as they were published: numbers that stay as they were, whatever cases become later. */
export function createPublications({ store, clock, audit }: PublicationsDeps) {
  return {
    /** What was published last of the month that this is, if it is one and all of it. */
    async of({ from, to, unit, field, type }: FigureFilter): Promise<Publication | undefined> {
      const month = from.slice(0, 7);
      const isWhole = from === `${month}-01` && to === lastDayOf(month) && !unit && !field && !type;
      return isWhole ? (await store.listPublications()).find((one) => one.month === month) : undefined;
    },
    /** @throws AppError while the month goes on */
    async publish(
      { session, address }: Acting,
      month: string,
      note: string,
      figuresOf: (from: string, to: string) => Promise<Figures>,
    ): Promise<Publication> {
      const [from, to, at_ms] = [`${month}-01`, lastDayOf(month), clock.now()];
      if (cityDayStartOf(to) + DAY_MS > at_ms) throw statisticsErrors.month_goes_on({ month });
      const figures = (await figuresOf(from, to)).figures.map(({ key, proportion }) => ({
        ...{ key, numerator: proportion.numerator, denominator: proportion.denominator },
      }));
      const row = await store.publish({ month, at_ms, by: session.account, note, figures });
      await audit.record({
        ...{ principal: session.principal, actor: session.account, address, action: 'statistics.publish' },
        ...{ target: `month:${month}`, result: 'done', detail: { note } },
      });
      return row;
    },
  };
}

/** "2026-02" → "2026-02-28". */
export const lastDayOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
};
