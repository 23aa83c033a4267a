import type { Bilingual, RejectReason } from '@opentocc/contract';
import { spanOf } from './symptom.ts';

/** The figure that decided, in words; null when the reason says it all. */
export function explainReject(reason: RejectReason, figure: number | null): Bilingual | null {
  if (figure === null) return null;
  const whole = Math.round(figure);
  switch (reason) {
    case 'stale_clock':
      return { zh: `填写时间比接收时间早 ${spanOf(figure)}`, en: `stated ${spanOf(figure)} before it came` };
    case 'future_clock':
      return { zh: `填写时间比接收时间晚 ${spanOf(figure)}`, en: `stated ${spanOf(figure)} after it came` };
    case 'impossible_speed':
      return { zh: `与上一点之间须行驶 ${whole} km/h`, en: `${whole} km/h from the fix before` };
    case 'contradicts_speed':
      return {
        zh: `两点间实为 ${whole} km/h，远高于填写速度`,
        en: `${whole} km/h between the fixes, far above what they state`,
      };
    case 'frozen':
      return {
        zh: `按填写速度应已行驶 ${whole} m，位置丝毫未动`,
        en: `should have come ${whole} m at its speed, and has not moved at all`,
      };
    default:
      return null;
  }
}
