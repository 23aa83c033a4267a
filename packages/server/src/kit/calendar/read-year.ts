import type { Holiday, HolidayYear } from '@opentocc/core/time';
import { z } from 'zod';
import { cityDay, cityDayStartOf } from '../clock.ts';
import { calendarErrors } from './errors.ts';

const Year = z.object({
  year: z.number().int().min(2000).max(2100),
  papers: z.array(z.string().max(300)).max(10),
  days: z
    .array(
      z.object({
        name: z.string().min(1).max(30),
        date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
        isOffDay: z.boolean(),
      }),
    )
    .max(120),
});

/**
 * A year in the form in which it is published as open data (holiday-cn): each day that is not what its weekday says. A
 * year without its days or its notice is refused: it would make every holiday a working day.
 * @throws AppError that says what is wrong
 */
export function readHolidayYear(text: string, file: string): HolidayYear {
  const read = Year.safeParse(parsed(text, file));
  if (!read.success) throw calendarErrors.bad_year({ file, why: z.prettifyError(read.error) });
  const { year, papers, days } = read.data;
  if (papers.length === 0 || !days.some(({ isOffDay }) => isOffDay))
    throw calendarErrors.bad_year({ file, why: `${year}: 通知尚未发布 not published yet` });
  const wrong = days.find(({ date }) => !isDateOf(year, date));
  if (wrong) throw calendarErrors.bad_year({ file, why: `${wrong.date} ∉ ${year}` });
  return {
    ...{ year, source: papers.join(' ') },
    off: days.filter(({ isOffDay }) => isOffDay).map(({ name, date }): Holiday => [name, date, date]),
    worked: days.filter(({ isOffDay }) => !isOffDay).map(({ date }) => date),
  };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw calendarErrors.bad_year({ file, why: String(error) });
  }
}

/** Also of the December before, whose last days a notice may change; a 31 February would be taken for 3 March. */
function isDateOf(year: number, date: string): boolean {
  const at_ms = cityDayStartOf(date);
  const belongs = date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`);
  return belongs && Number.isFinite(at_ms) && cityDay(at_ms) === date;
}
