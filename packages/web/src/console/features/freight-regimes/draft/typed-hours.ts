import type { DayHours } from '@opentocc/core/freight';

const SPAN = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–—~至]\s*([01]?\d|2[0-4]):([0-5]\d)$/;

/** "07:00-22:00, 22:30-06:00" as spans; undefined where one of them cannot be read. */
export function hoursTyped(text: string): DayHours[] | undefined {
  const parts = text.split(/[,，;；、]/).map((part) => part.trim());
  const spans = parts.filter((part) => part !== '').map(spanTyped);
  return spans.every((span) => span !== null) ? spans : undefined;
}

function spanTyped(text: string): DayHours | null {
  const read = SPAN.exec(text);
  if (!read) return null;
  const [from_hour, from, to_hour, to] = read.slice(1).map(Number);
  const span = { from_min: from_hour * 60 + from, to_min: to_hour * 60 + to };
  return span.to_min > 1440 ? null : span;
}

const two = (n: number): string => String(n).padStart(2, '0');
const minuteText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

export const hoursWritten = (hours: readonly DayHours[]): string =>
  hours.map(({ from_min, to_min }) => `${minuteText(from_min)}-${minuteText(to_min)}`).join(', ');
