import type { Bilingual } from '@opentocc/contract';
import type { ClockMeasure } from '@opentocc/contract/clocks';
import { MINUTE_MS } from '@opentocc/core/time';
import { cityDay, cityDayStart, cityMinute } from '../clock.ts';

/** The end of a day is said as that, not as the beginning of the next one. */
export function dueText(at_ms: number): Bilingual {
  if (cityDayStart(at_ms) !== at_ms) return same(cityMinute(at_ms));
  const day = cityDay(at_ms - 1);
  return { zh: `${day} 24:00`, en: `${day} 24:00` };
}

const same = (text: string): Bilingual => ({ zh: text, en: text });

/** "30 分钟", "2 个工作日", "4 小时（工作时间）". */
export function lengthText({ kind }: ClockMeasure, length: number): Bilingual {
  if (kind === 'working_days')
    return { zh: `${length} 个工作日`, en: `${length} working day${length === 1 ? '' : 's'}` };
  const { zh, en } = timeText(length);
  return kind === 'time' ? { zh, en } : { zh: `${zh}（工作时间）`, en: `${en} of working time` };
}

function timeText(ms: number): Bilingual {
  const minutes = Math.round(ms / MINUTE_MS);
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return { zh: `${min} 分钟`, en: `${min} min` };
  if (min === 0) return { zh: `${h} 小时`, en: `${h} h` };
  return { zh: `${h} 小时 ${min} 分钟`, en: `${h} h ${min} min` };
}
