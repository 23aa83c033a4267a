import type { Bilingual, FilingDocumentKind, FreightClass } from '@opentocc/contract';
import { headingOf } from '../../../base/sources/index.ts';
import { cityDay } from '../../../kit/clock.ts';
import { DOCUMENT_WORDS } from './words.ts';

export type ListKind = 'truck' | 'driver';

/** A column of a list: its field, or the document whose last day it holds. */
export interface ListColumn {
  readonly key: string;
  readonly name: Bilingual;
  /** Other headings under which firms have it. */
  readonly also: readonly string[];
  readonly needed: boolean;
  /** What is to be written in it. */
  readonly hint: Bilingual;
}

const column = (
  key: string,
  zh: string,
  en: string,
  { also = [], needed = false, hint = { zh: '', en: '' } }: Partial<ListColumn> = {},
): ListColumn => ({ key, name: { zh, en }, also, needed, hint });

const DAY_HINT = { zh: '如 2027-03-31；长期有效填“长期”', en: 'as 2027-03-31, or “unlimited”' };
const until = (kind: FilingDocumentKind): ListColumn =>
  column(`until:${kind}`, `${DOCUMENT_WORDS[kind].zh}有效期至`, `${DOCUMENT_WORDS[kind].en} until`, {
    hint: DAY_HINT,
  });

export const LIST_COLUMNS: Readonly<Record<ListKind, readonly ListColumn[]>> = {
  truck: [
    column('plate', '车牌', 'Plate', {
      also: ['车牌号', '号牌号码', 'platenumber'],
      needed: true,
      hint: { zh: '粤B12345、粤Z1234港', en: '粤B12345, 粤Z1234港' },
    }),
    column('plate_abroad', '境外车牌', 'Plate abroad', { also: ['香港车牌', 'hongkongplate'] }),
    column('plate_colour', '车牌颜色', 'Plate colour', {
      hint: {
        zh: '黄、蓝、绿、黄绿、黑；空为黄',
        en: 'yellow, blue, green, yellow-green, black; yellow if empty',
      },
    }),
    column('class', '车辆类别', 'Class', {
      also: ['车型', '车辆类型', '类别'],
      needed: true,
      hint: { zh: '集装箱、厢式、冷藏、危货、客车', en: 'container, lorry, reefer, hazmat, coach' },
    }),
    column('terminal', '终端号', 'Terminal', { also: ['终端手机号', 'sim卡号'], needed: true }),
    column('model', '品牌型号', 'Model'),
    column('load_t', '核定载质量（吨）', 'Load, t', { also: ['核定载质量', '载质量', 'load'] }),
    ...(['vehicle_licence', 'transport_permit', 'cross_border', 'insurance'] as const).map(until),
  ],
  driver: [
    column('name', '姓名', 'Name', { needed: true }),
    column('phone', '电话', 'Phone', { also: ['手机', '手机号', '联系电话'], needed: true }),
    column('licence', '驾驶证号', 'Driving licence', { also: ['驾驶证号码'], needed: true }),
    column('licence_class', '准驾车型', 'Licence class'),
    ...(['driving_licence', 'qualification', 'travel_permit'] as const).map(until),
  ],
};

/** The column that a heading names. */
export function findColumn(kind: ListKind, heading: string): ListColumn | undefined {
  const spelt = headingOf(heading);
  return LIST_COLUMNS[kind].find(({ name, also }) =>
    [name.zh, name.en, ...also].some((each) => headingOf(each) === spelt),
  );
}

const CLASSES: Readonly<Record<FreightClass, readonly string[]>> = {
  container: ['集装箱', '集装箱车', '集卡', 'container'],
  lorry: ['厢式', '厢式货车', '普货', '货车', '吨车', 'lorry'],
  reefer: ['冷藏', '冷藏车', 'reefer'],
  hazmat: ['危货', '危险品', '危险品车', 'hazmat'],
  coach: ['客车', '大巴', 'coach'],
};

export const classNamed = (text: string): FreightClass | undefined =>
  (Object.keys(CLASSES) as FreightClass[]).find((one) => CLASSES[one].includes(headingOf(text)));

/** By JT/T 697.7; yellow where nothing is said, as trucks have. */
const COLOURS: Readonly<Record<string, number>> = {
  ...{ '': 2, 蓝: 1, 黄: 2, 黑: 3, 白: 4, 绿: 5, 黄绿: 93, 渐变绿: 94 },
  ...{ blue: 1, yellow: 2, black: 3, white: 4, green: 5, yellowgreen: 93, gradientgreen: 94 },
};
export const colourNamed = (text: string): number | undefined =>
  COLOURS[headingOf(text).replace(/(?<=.)色$/, '')] ?? (/^\d{1,2}$/.test(text) ? Number(text) : undefined);

const UNLIMITED = new Set(['长期', '长期有效', 'unlimited', '永久']);

/** A day as people and spreadsheets write it, yyyy-mm-dd; null where it does not end, undefined where it is none. */
export function dayWritten(text: string): string | null | undefined {
  if (UNLIMITED.has(text.toLowerCase())) return null;
  const [, y, m, d] = /^(\d{4})\D{0,1}(\d{1,2})\D{0,1}(\d{1,2})日?$/.exec(text) ?? [];
  if (d !== undefined) return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  // A cell that the spreadsheet holds as a date, which it means at midnight UTC.
  const at_ms = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at_ms) ? undefined : cityDay(at_ms);
}
