import ICAL from 'ical.js';

/** Names that Windows calendars give to zones of this part of the world. */
const WINDOWS: Readonly<Record<string, string>> = {
  'China Standard Time': 'Asia/Shanghai',
  'Taipei Standard Time': 'Asia/Taipei',
  'Singapore Standard Time': 'Asia/Singapore',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Eastern Standard Time': 'America/New_York',
  'GMT Standard Time': 'Europe/London',
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** @returns the IANA name of a zone, undefined where it is none that is known */
export function zoneNamed(name: string | null | undefined): string | undefined {
  if (!name) return undefined;
  const zone = WINDOWS[name] ?? name.replace(/^\/[^/]+\/(?=\w+\/)/, '');
  try {
    if (!formats.has(zone)) formats.set(zone, formatOf(zone));
    return zone;
  } catch {
    return undefined; // RangeError: no such zone
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit' as const;
  return new Intl.DateTimeFormat('en-CA', {
    ...{
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    },
  });
}

/** What clocks of a zone show at an instant, as if it were UTC, ms. */
function shown_ms(at_ms: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formats.get(zone)?.formatToParts(at_ms) ?? []) part[type] = Number(value);
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** The instant at which clocks of a zone show a time; where they show it twice the first, where never the next. */
export function instantOf(time: ICAL.Time, zone: string): number {
  const wall_ms = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (isUtc(time)) return wall_ms;
  const first_ms = wall_ms - (shown_ms(wall_ms, zone) - wall_ms);
  const second_ms = wall_ms - (shown_ms(first_ms, zone) - first_ms);
  return shown_ms(second_ms, zone) === wall_ms ? second_ms : first_ms;
}

/** What clocks of a zone show at an instant, without a zone. */
export function wallTime(at_ms: number, zone: string): ICAL.Time {
  const at = new Date(shown_ms(at_ms, zone));
  const wall = {
    ...{ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    ...{ hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(), isDate: false },
  };
  return new ICAL.Time(wall, ICAL.Timezone.localTimezone);
}

export const isUtc = (time: ICAL.Time): boolean => time.zone === ICAL.Timezone.utcTimezone;
