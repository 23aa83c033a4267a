import type { FreightClass, SlotCapacity } from '@opentocc/contract';
import { DIRECTIONS, FREIGHT_CLASSES } from '@opentocc/core/freight';

const SOURCE = {
  zh: '按 2020 年约 8,200 车次/日入港、莲塘 1,800（高峰 2,000）车次/日推算，各口岸各车型的份额为假定，待口岸核定',
  en: 'Derived from about 8,200 trucks a day into Hong Kong (2020) and 1,800, at most 2,000, of Liantang; shares of ports and classes are assumed, to be confirmed by the ports',
};
const REASON = '初始容量，待口岸核定 first figures, to be confirmed';

/** Trucks in an hour of the day in each direction, all classes. */
const PER_HOUR: Readonly<Record<string, number>> = {
  ...{ huanggang: 240, 'shenzhen-bay': 200, liantang: 130, 'man-kam-to': 70, shatoujiao: 24 },
};
const SHARES: Readonly<Record<FreightClass, number>> = {
  ...{ container: 0.52, lorry: 0.33, reefer: 0.09, hazmat: 0.02, coach: 0.04 },
};
/** By night ports are staffed for less. */
const NIGHT_SHARE = 0.5;
const isNight = (hour: number): boolean => hour < 6 || hour >= 23;

/** What every installation starts with; hours at which a port is shut are what its state says. */
export const FIRST_CAPACITIES: readonly SlotCapacity[] = Object.entries(PER_HOUR).flatMap(([port, all]) =>
  DIRECTIONS.flatMap((direction) =>
    FREIGHT_CLASSES.map((of): SlotCapacity => {
      const places = Math.max(1, Math.round(all * SHARES[of]));
      return {
        ...{ port, direction, class: of, version: 0, from_ms: 0, firm_share: 0.25 },
        per_hour: Array.from({ length: 24 }, (_, hour) =>
          isNight(hour) ? Math.max(1, Math.round(places * NIGHT_SHARE)) : places,
        ),
        ...{ source: SOURCE, assumed: true, reason: REASON, made_by: 'system', made_ms: 0 },
      };
    }),
  ),
);
