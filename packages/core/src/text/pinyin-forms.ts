import { pinyin } from 'pinyin-pro';
import { normalise, unitsOf } from './normalise.ts';

/**
 * How a title is typed without Chinese: all syllables and first letters, "dianhuayuyue" and "dhyy" of 电话预约. Of titles only: 20,000
 * whole articles would take minutes.
 */
export function pinyinForms(title: string): readonly string[] {
  const units = unitsOf(normalise(title)).flat().join('');
  if (!/\p{Script=Han}/u.test(units)) return [];
  const of = (pattern: 'pinyin' | 'first') =>
    pinyin(units, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true, pattern })
      .join('')
      .toLowerCase();
  return [of('pinyin'), of('first')];
}
