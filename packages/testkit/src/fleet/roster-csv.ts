import type { RosterEntry } from './roster.ts';

const HEADINGS = ['终端号', '车牌', '车牌颜色', '车辆类别', '设备号', '制造商', '型号'];

/**
 * A roster as a firm hands it in (UTF-8 CSV with a byte order mark), as `tocc sources import` and the roster routes read it.
 * @param firmOf code of the source of an entry by its place; without it the file names none
 */
export function rosterCsv(roster: readonly RosterEntry[], firmOf?: (at: number) => string): string {
  const headings = firmOf ? [...HEADINGS, '数据源'] : HEADINGS;
  const rows = roster.map(({ phone, plate, plate_colour, vehicle_class, terminal_id, maker, model }, at) =>
    [
      phone,
      plate,
      plate_colour,
      vehicle_class,
      terminal_id,
      maker,
      model,
      ...(firmOf ? [firmOf(at)] : []),
    ].join(','),
  );
  return `\ufeff${[headings.join(','), ...rows].join('\n')}\n`;
}
