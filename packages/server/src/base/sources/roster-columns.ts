import { type RosterColumn, VEHICLE_CLASSES, type VehicleClass } from '@opentocc/contract';

/** Headings under which rosters have each column, in normal form (see {@link headingOf}). */
export const HEADINGS: Readonly<Record<RosterColumn, readonly string[]>> = {
  phone: ['终端号', '终端手机号', '手机号', 'sim卡号', 'sim', 'phone', 'terminal', 'terminalnumber'],
  plate: [
    '车牌',
    '车牌号',
    '车牌号码',
    '号牌',
    '号牌号码',
    'plate',
    'platenumber',
    'licenceplate',
    'licenseplate',
  ],
  plate_colour: ['车牌颜色', '号牌颜色', '颜色', 'platecolour', 'platecolor', 'colour', 'color'],
  vehicle_class: ['车辆类别', '车辆类型', '类别', '类型', 'vehicleclass', 'class', 'type'],
  terminal_id: ['终端id', '设备号', '设备编号', '终端编号', 'terminalid', 'deviceid', 'device'],
  maker: ['制造商', '终端厂商', '厂商', 'maker', 'manufacturer'],
  model: ['型号', '终端型号', 'model'],
  source: ['数据源', '所属企业', '企业', '业户', 'source', 'firm', 'company'],
};

/** Headings that a roster must have. */
export const REQUIRED: readonly RosterColumn[] = ['phone', 'plate'];

/** A heading without blanks, signs and case: "Plate number*" and "plate_number" are one. */
export function headingOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|[^\p{L}\p{N}]/gu, '');
}

/** Codes of JT/T 697.7 for the colour of a plate. */
const COLOURS: Readonly<Record<number, readonly string[]>> = {
  1: ['蓝', 'blue'],
  2: ['黄', 'yellow'],
  3: ['黑', 'black'],
  4: ['白', 'white'],
  5: ['绿', 'green'],
  9: ['其他', 'other'],
  91: ['农黄', '农黄色'],
  92: ['农绿', '农绿色'],
  93: ['黄绿', '黄绿双拼', 'yellowgreen'],
  94: ['渐变绿', 'gradientgreen'],
};
/** What a plate of unknown colour is registered with. */
const OTHER_COLOUR = 9;

/** @returns the code of a colour, undefined for a text that names none. */
export function colourOf(text: string): number | undefined {
  const spelt = headingOf(text).replace(/(?<=.)色$/, '');
  if (spelt === '') return OTHER_COLOUR;
  const found = Object.entries(COLOURS).find(([code, names]) => code === spelt || names.includes(spelt));
  return found && Number(found[0]);
}

const CLASSES: Readonly<Record<VehicleClass, readonly string[]>> = {
  taxi: ['出租', '出租车', '出租汽车', '巡游出租车', '网约车', '网络预约出租车'],
  bus: ['公交', '公交车', '公共汽车'],
  freight: ['货运', '货车', '普货', '泥头车', 'truck'],
  coach: ['客运', '客车', '班车', '旅游客车', '长途客运'],
  dangerous_goods: ['危货', '危险品', '危险品车', '危险货物', '危运'],
  other: ['其他', '其它'],
};

/** @returns the class that a text names, undefined when it names none. */
export function classOf(text: string): VehicleClass | undefined {
  const spelt = headingOf(text);
  return VEHICLE_CLASSES.find((one) => headingOf(one) === spelt || CLASSES[one].includes(spelt));
}
