import type { FilingContentOf } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { LifeDriver, LifeFirm, LifePlace, LifeRoute, LifeTruck } from '@opentocc/testkit/freight';
import { cityDay } from '../../../kit/clock.ts';

/** Points of a route that a form takes with room to spare. */
const MOST_POINTS = 2000;

const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n');

export const firmContent = (firm: LifeFirm): FilingContentOf<'firm'> => ({
  ...{ kind: 'firm', name: firm.name.zh, name_en: firm.name.en, address: '' },
  region: firm.of_hong_kong ? 'hong_kong' : 'mainland',
  ...{ credit_code: firm.registration, contact_name: firm.contact.zh, contact_phone: firm.phone },
  documents: [
    { kind: 'business_licence', number: '', until: null },
    { kind: 'transport_licence', number: '', until: null },
  ],
});

const CLASSES = {
  container: '集装箱',
  lorry: '厢式',
  reefer: '冷藏',
  hazmat: '危货',
  coach: '客车',
} as const;

/** @param today_ms from which the days of their papers count */
export const truckList = (trucks: readonly LifeTruck[], today_ms: number): string =>
  csv([
    [
      ...['车牌', '境外车牌', '车牌颜色', '车辆类别', '终端号', '核定载质量（吨）'],
      ...['行驶证有效期至', '道路运输证有效期至', '跨境行驶批文有效期至'],
    ],
    ...trucks.map((one) => {
      const until = cityDay(today_ms + one.papers_valid_days * DAY_MS);
      return [
        ...[one.plate, one.plate_abroad, one.plate_colour, CLASSES[one.class], one.terminal, one.load_t],
        ...[until, until, '长期'],
      ];
    }),
  ]);

export const driverList = (drivers: readonly LifeDriver[], today_ms: number): string =>
  csv([
    ['姓名', '电话', '驾驶证号', '准驾车型', '驾驶证有效期至', '从业资格证有效期至'],
    ...drivers.map((one) => [
      ...[one.name.zh, one.phone, one.licence, 'A2'],
      ...[cityDay(today_ms + one.licence_valid_days * DAY_MS), '长期'],
    ]),
  ]);

export const placeContent = ({ kind, name, area, capacity }: LifePlace): FilingContentOf<'place'> => ({
  ...{ kind: 'place', place: kind, name: name.zh, name_en: name.en, address: '', capacity },
  area: area[0].map((ring) => ring.map(([lon, lat]): [number, number] => [lon, lat])),
});

export function routeContent({ name, points }: LifeRoute): FilingContentOf<'route'> {
  const every = Math.ceil(points.length / MOST_POINTS);
  const thinned = points.filter((_, i) => i % every === 0 || i === points.length - 1);
  return {
    ...{ kind: 'route', name: name.zh, name_en: name.en, limit_kmh: null },
    points: thinned.map(([lon, lat]): [number, number] => [lon, lat]),
  };
}
