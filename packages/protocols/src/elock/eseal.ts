import { isPlace } from './figures.ts';
import { type LockAlarm, type LockDecoded, type LockReport, NOTHING_SAID } from './model.ts';

/** How many words a report has: answers to commands have fewer. */
const REPORT_WORDS = 19;

/** `##S,eSeal,device,…,E##`. */
export function decodeSeal(text: string): LockDecoded {
  const words = text.slice(2, -2).split(',');
  const [start, name, device, , , kind] = words;
  if (start !== 'S' || name !== 'eSeal' || words.at(-1) !== 'E' || !/^\w{1,20}$/.test(device ?? '') || !kind)
    return { ok: false, fault: 'not_a_message' };
  const reports = words.length >= REPORT_WORDS ? readReport(words) : [];
  if (typeof reports === 'string') return { ok: false, fault: reports };
  return {
    ok: true,
    message: { protocol: 'eseal', device, kind, reports, parts: { form: 'words', words } },
  };
}

function readReport(words: readonly string[]): readonly LockReport[] | 'bad_time' | 'bad_figures' {
  const [date, clock, , valid, place, speed, course, door, , , battery] = words.slice(7);
  const at_ms = Date.parse(`${date}T${clock}Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(at_ms)) return 'bad_time';
  const at = /^([\d.]+)([NS]) ([\d.]+)([EW])$/.exec(place);
  if (!at) return 'bad_figures';
  const [lat, lon] = [Number(at[1]) * (at[2] === 'S' ? -1 : 1), Number(at[3]) * (at[4] === 'W' ? -1 : 1)];
  const battery_v = Number(battery);
  const isOpen = door === 'Open';
  const alarms: LockAlarm[] = isOpen ? ['opened'] : [];
  return [
    {
      ...{ ...NOTHING_SAID, at_ms, alarms, sealed: isOpen ? false : door === 'Close' ? true : null },
      place:
        valid === 'A' && isPlace(lon, lat)
          ? { lon, lat, speed_kmh: Number(speed) || 0, course_deg: Number(course) || 0 }
          : null,
      battery_v: Number.isFinite(battery_v) ? battery_v : null,
    },
  ];
}
