import { NO_VALUE } from '../../../ui/format.ts';

/** −18.4 ℃, with the sign of mathematics. */
export const temperatureText = (temperature_c: number | null | undefined): string =>
  temperature_c == null ? NO_VALUE : `${temperature_c.toFixed(1).replace('-', '−')} ℃`;
