import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOLIDAY_YEARS } from '@opentocc/core/time';
import { readHolidayYear } from './read-year.ts';
import { createWorkingCalendar, type WorkingCalendar } from './working-calendar.ts';

/**
 * The published years that come with the product, and those that an installation has put into `calendar/*.json` of its
 * data folder since, which take their place.
 * @throws AppError when one of the files cannot be used
 */
export function loadWorkingCalendar(data_dir: string): WorkingCalendar {
  const folder = join(data_dir, 'calendar');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const own = files.sort().map((name) => readHolidayYear(readFileSync(join(folder, name), 'utf8'), name));
  return createWorkingCalendar([...HOLIDAY_YEARS, ...own]);
}
