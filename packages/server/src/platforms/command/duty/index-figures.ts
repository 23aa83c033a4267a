import type { BulletinFigure, IndexValue } from '@opentocc/contract';
import type { FigureSource } from './bulletins.ts';

const NO_UNIT = { zh: '', en: '' };
const KMH = { zh: 'km/h', en: 'km/h' };

/** Indices for bulletins, as they stand when it is drafted. @param current of a scope, empty before the first window */
export const indexFigures = (
  current: (scope: 'city' | 'district') => readonly IndexValue[],
): FigureSource => ({
  ...{ name: { zh: '交通指数', en: 'Traffic indices' }, opens: '/indices' },
  async list() {
    const [city] = current('city');
    const districts = current('district').filter(({ index }) => index !== null);
    const worst = districts.sort((a, b) => (b.index ?? 0) - (a.index ?? 0))[0];
    const figure = (
      key: string,
      zh: string,
      en: string,
      value: number | null | undefined,
      unit = NO_UNIT,
    ): BulletinFigure => ({
      ...{ key, name: { zh, en }, value: value ?? null, unit, digits: 1, opens: '/indices' },
    });
    return [
      figure('city-index', '全市交通指数', 'Traffic index of the city', city?.index),
      figure('city-speed', '全市平均车速', 'Mean speed of the city', city?.speed_kmh, KMH),
      figure(
        'worst-district',
        worst ? `最拥堵的区：${worst.name.zh}，指数` : '最拥堵的区',
        worst ? `Worst district: ${worst.name.en}, index` : 'Worst district',
        worst?.index,
      ),
    ];
  },
});
