import ICAL from 'ical.js';
import { type Budget, type ExpandFault, FileEvent, type Span } from './expand.ts';
import { zoneNamed } from './zones.ts';

/** A turn of somebody as a calendar has it. */
export interface CalendarShift extends Span {
  /** What its event is called, as it is written. */
  readonly summary: string;
  readonly all_day: boolean;
  readonly uid: string;
  /** Where its event begins in the file, from 1. */
  readonly line: number;
}

/** What could not be taken as it is. */
export interface CalendarFault {
  readonly line: number;
  readonly kind: ExpandFault | 'no_calendar' | 'cut_off' | 'unreadable' | 'too_many_shifts';
}

export interface CalendarRead {
  /** As the file calls itself; empty where it does not. */
  readonly name: string;
  /** IANA name of the zone of times that name none. */
  readonly zone: string;
  readonly events: number;
  /** In order of time. */
  readonly shifts: readonly CalendarShift[];
  readonly faults: readonly CalendarFault[];
}

/** Shifts of one file; a calendar of 20 people for a year has 7,000. */
const MOST_SHIFTS = 20_000;
/** Steps of all recurrences of a file: 15 people's days of four years. Takes 2 s of a core at most. */
const MOST_STEPS = 20_000;

interface Block {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads the shifts of a span.
 * @param zone IANA name, where the calendar names none
 */
export function readCalendar(text: string, span: Span, zone = 'Asia/Shanghai'): CalendarRead {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const { blocks, faults, header } = blocksOf(lines);
  const own = zoneNamed(header.get('X-WR-TIMEZONE')) ?? zone;
  const events = blocks.flatMap((block) => eventOf(block, own, faults));
  const budget = { steps: MOST_STEPS };
  const shifts = latest(events).flatMap((one) => shiftsOf(one, events, span, budget));
  for (const { line, faults: of } of events) for (const kind of new Set(of)) faults.push({ line, kind });
  if (shifts.length > MOST_SHIFTS) faults.push({ line: 1, kind: 'too_many_shifts' });
  return {
    ...{ name: header.get('X-WR-CALNAME') ?? '', zone: own, events: blocks.length },
    shifts: shifts.slice(0, MOST_SHIFTS).sort((a, b) => a.from_ms - b.from_ms || a.line - b.line),
    faults: faults.sort((a, b) => a.line - b.line),
  };
}

/** The events of a file by their lines: one that is broken costs only itself. */
function blocksOf(lines: readonly string[]) {
  const faults: CalendarFault[] = [];
  const [begins, ends] = [placesOf(lines, 'BEGIN:VEVENT'), placesOf(lines, 'END:VEVENT')];
  const blocks = begins.flatMap((begin, i): Block[] => {
    const end = ends.find((one) => one > begin);
    const isWhole = end !== undefined && !(begins[i + 1] < end);
    if (isWhole) return [{ line: begin + 1, text: lines.slice(begin, end + 1).join('\r\n') }];
    faults.push({ line: begin + 1, kind: 'cut_off' });
    return [];
  });
  const isEnded = placesOf(lines, 'END:VCALENDAR').length > 0;
  if (placesOf(lines, 'BEGIN:VCALENDAR').length === 0) faults.push({ line: 1, kind: 'no_calendar' });
  else if (!isEnded && faults.length === 0) faults.push({ line: lines.length, kind: 'cut_off' });
  return { blocks, faults, header: headerOf(lines.slice(0, begins[0])) };
}

/** Where lines say just this, from 0. */
const placesOf = (lines: readonly string[], what: string): number[] =>
  lines.flatMap((line, i) => (line.trim().toUpperCase() === what ? [i] : []));

/** What a calendar says of itself before its first event. */
function headerOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = lines.flatMap((line) => [/^(X-WR-\w+)[^:]*:(.*)$/i.exec(line) ?? []]);
  return new Map(found.flatMap(([, name, value]) => (name ? [[name.toUpperCase(), value.trim()]] : [])));
}

function eventOf({ line, text }: Block, zone: string, faults: CalendarFault[]): FileEvent[] {
  try {
    return [new FileEvent(new ICAL.Component(ICAL.parse(text) as unknown as string[]), line, zone)];
  } catch {
    faults.push({ line, kind: 'unreadable' });
    return [];
  }
}

const keyOf = (event: FileEvent) => `${event.uid}/${event.replaces_ms}`;

/** Each event in its last version, in the order of the file. */
function latest(events: readonly FileEvent[]): FileEvent[] {
  const last = new Map<string, FileEvent>();
  for (const event of events) {
    const other = last.get(keyOf(event));
    if (!other || other.sequence <= event.sequence) last.set(keyOf(event), event);
  }
  return [...last.values()];
}

function shiftsOf(event: FileEvent, all: readonly FileEvent[], span: Span, budget: Budget): CalendarShift[] {
  if (event.isCancelled) return [];
  const { uid, line } = event;
  const replaced = new Set<number>();
  if (event.replaces_ms === null)
    for (const other of all)
      if (other.uid === uid && other.replaces_ms !== null) replaced.add(other.replaces_ms);
  const summary = event.text('summary');
  if (summary === '') event.faults.push('no_summary');
  try {
    return event.occurrences(span, replaced, budget).map((one) => ({ ...one, summary, uid, line }));
  } catch {
    event.faults.push('too_many'); // a rule that has no next occurrence, as 30 February
    return [];
  }
}
