import { degreesOf, isPlace, timeOfFigures } from './figures.ts';
import { type LockAlarm, type LockDecoded, type LockFault, type LockReport, NOTHING_SAID } from './model.ts';

const MILE_KMH = 1.609344;

/** What a kind of message reports, by its words behind the kind; a fault where they are none of it. */
type Reader = (words: readonly string[]) => readonly LockReport[] | LockFault;

/** `(id,kind,…)` of the makers of JT600 and JT701. */
export function decodeWords(text: string): LockDecoded {
  const words = text.slice(1, -1).split(',');
  const kind = words.find((word) => READERS[word] !== undefined);
  const [device] = words;
  if (!/^\d{6,15}$/.test(device) || words.length < 2) return { ok: false, fault: 'not_a_message' };
  const parts = { form: 'words' as const, words };
  // What answers a command, or asks for the time, reports nothing of the doors.
  if (kind === undefined)
    return { ok: true, message: { protocol: 'jt701', device, kind: words[1], reports: [], parts } };
  const reports = READERS[kind](words.slice(words.indexOf(kind) + 1));
  if (typeof reports === 'string') return { ok: false, fault: reports };
  return { ok: true, message: { protocol: 'jt701', device, kind, reports, parts } };
}

const readU: Reader = (words) => {
  if (words.length === 0) return [];
  // Of U06 an event stands before the date.
  const from = words.findIndex((word) => /^\d{6}$/.test(word));
  const [date, clock, valid, lat, north, lon, east, speed, course, , battery] = words.slice(from);
  const at_ms = timeOfFigures(`${date}${clock}`);
  if (Number.isNaN(at_ms)) return 'bad_time';
  const battery_pct = Number(battery?.replace('%', ''));
  const place = placeOf(
    valid === 'T',
    signed(lon, east),
    signed(lat, north),
    Number(speed) * MILE_KMH,
    course,
  );
  if (place === 'bad_figures') return place;
  return [{ ...NOTHING_SAID, at_ms, place, battery_pct: Number.isFinite(battery_pct) ? battery_pct : null }];
};

const readW: Reader = ([lon, east, lat, north, valid, date, clock, speed, course]) => {
  const at_ms = timeOfFigures(`${date}${clock}`);
  if (Number.isNaN(at_ms)) return 'bad_time';
  const minutes = (word = '') => String(degreesOf(word.replace('.', '')));
  const at = [signed(minutes(lon), east), signed(minutes(lat), north)] as const;
  const place = placeOf(valid === 'A', at[0], at[1], Number(speed), course);
  return place === 'bad_figures' ? place : [{ ...NOTHING_SAID, at_ms, place }];
};

const readP45: Reader = (words) => {
  const [date, clock, lat, north, lon, east, valid, speed, course] = words;
  const [, unlocked, , , wrong] = words.slice(9);
  const at_ms = timeOfFigures(`${date}${clock}`);
  if (Number.isNaN(at_ms)) return 'bad_time';
  const place = placeOf(
    valid === 'A',
    signed(lon, east),
    signed(lat, north),
    Number(speed) * MILE_KMH,
    course,
  );
  if (place === 'bad_figures') return place;
  const alarms: LockAlarm[] = [unlocked === '1' ? 'opened' : 'opening_refused'];
  if (Number(wrong) > 0) alarms.push('wrong_password');
  return [{ ...NOTHING_SAID, at_ms, place, alarms, sealed: unlocked === '1' ? false : null }];
};

const READERS: Readonly<Record<string, Reader>> = {
  ...{ U01: readU, U02: readU, U03: readU, U04: () => [], U06: readU, W01: readW, P45: readP45 },
};

const signed = (word: string | undefined, side: string | undefined): number => {
  if (side === undefined || !/^[NSEW]$/.test(side) || !word) return Number.NaN;
  return Number(word) * (side === 'S' || side === 'W' ? -1 : 1);
};

function placeOf(valid: boolean, lon: number, lat: number, speed_kmh: number, course: string | undefined) {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return 'bad_figures';
  if (!valid || !isPlace(lon, lat)) return null;
  const course_deg = Number(course ?? 0);
  if (!Number.isFinite(speed_kmh) || !Number.isFinite(course_deg)) return 'bad_figures';
  return { lon, lat, speed_kmh, course_deg };
}
