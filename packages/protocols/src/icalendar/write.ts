/** A turn in a calendar. */
export interface CalendarEvent {
  /** The same for the same turn, whenever it is written. */
  readonly uid: string;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly summary: string;
  readonly description?: string;
}

const OCTETS = 75;

/** A calendar by RFC 5545, to which others subscribe. @param stamp_ms when it was written */
export function writeCalendar(name: string, events: readonly CalendarEvent[], stamp_ms: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//OpenTOCC//duty//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `DTSTAMP:${utc(stamp_ms)}`,
      `DTSTART:${utc(event.from_ms)}`,
      `DTEND:${utc(event.to_ms)}`,
      `SUMMARY:${escaped(event.summary)}`,
      ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** 20261127T080000Z */
const utc = (at_ms: number): string => `${new Date(at_ms).toISOString().replace(/[-:]|\.\d+/g, '')}`;

const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\n|\r/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a text value has none but the tab
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '');

/** Lines of at most 75 octets; the next one begins with a space, and no letter is cut. */
function folded(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > OCTETS) {
      parts.push(' ');
      octets = 1;
    }
    parts[parts.length - 1] += letter;
    octets += size;
  }
  return parts.join('\r\n');
}
