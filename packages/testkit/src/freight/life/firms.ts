import type { FreightClass, Words } from '@opentocc/core/freight';
import { hash01 } from '@opentocc/core/random';
import { driverName } from './names.ts';

/** A platform of another operator by which trucks report (JT/T 809). */
export interface LifePlatform {
  /** Code of the source that its trucks stand in. */
  readonly code: string;
  readonly name: Words;
  readonly edition: '2011' | '2019';
}

export const LIFE_PLATFORMS: readonly LifePlatform[] = [
  {
    ...{ code: 'demo-freight-platform-1', edition: '2019' },
    name: { zh: '示范深港货运监控平台', en: 'Demo Shenzhen–Hong Kong freight platform' },
  },
  {
    ...{ code: 'demo-freight-platform-2', edition: '2011' },
    name: { zh: '示范香港营运车辆平台', en: 'Demo Hong Kong vehicle platform' },
  },
];

export interface LifeFirm {
  /** Also the code of its unit. */
  readonly code: string;
  readonly name: Words;
  readonly of_hong_kong: boolean;
  readonly platform: LifePlatform;
  /** Unified social credit code, or number of the business registration in Hong Kong; made up, with the right check sign. */
  readonly registration: string;
  readonly contact: Words;
  readonly phone: string;
}

export interface LifeTruck {
  readonly index: number;
  readonly plate: string;
  /** JT/T 415: 2 yellow, 3 black. */
  readonly plate_colour: number;
  readonly plate_abroad: string;
  readonly class: FreightClass;
  readonly firm: LifeFirm;
  /** 11 digits. */
  readonly terminal: string;
  /** Place in `drivers` of who drives it. */
  readonly driver: number;
  /** For how many days from its filing its papers are valid. */
  readonly papers_valid_days: number;
  readonly load_t: number;
}

export interface LifeDriver {
  readonly index: number;
  readonly name: Words;
  readonly of_hong_kong: boolean;
  readonly firm: LifeFirm;
  /** A mobile number: 11 digits, or eight of Hong Kong. */
  readonly phone: string;
  readonly licence: string;
  readonly licence_valid_days: number;
  /** May drive dangerous goods. */
  readonly hazmat: boolean;
}

const NAMES: readonly (readonly [zh: string, en: string, trucks: number])[] = [
  ['示范深港通运物流有限公司', 'Demo Shengang Tongyun Logistics', 60],
  ['示范皇岗联运货运有限公司', 'Demo Huanggang Intermodal Freight', 38],
  ['示範港深運輸有限公司', 'Demo Kong Sham Transport (Hong Kong)', 27],
  ['示范鹏程冷链运输有限公司', 'Demo Pengcheng Cold Chain', 20],
  ['示范盐田集装箱运输有限公司', 'Demo Yantian Container Haulage', 15],
  ['示范莲塘国际货运有限公司', 'Demo Liantang International Freight', 12],
  ['示范湾区危险品运输有限公司', 'Demo Bay Area Dangerous Goods', 10],
  ['示範新界貨運有限公司', 'Demo New Territories Haulage (Hong Kong)', 7],
  ['示范平湖快运有限公司', 'Demo Pinghu Express', 5],
  ['示范福保报关运输有限公司', 'Demo Fubao Customs Haulage', 3],
  ['示范龙岗兄弟车队', 'Demo Longgang Brothers Fleet', 2],
  ['示范陈记运输户', 'Demo Chen Haulage', 1],
];
const HONG_KONG = [2, 7];
const COLD = 3;
const HAZMAT = 6;
/** Trucks of a firm for each driver who is on leave. */
const PER_RESERVE = 10;
const DAYS_OF_PAPERS = 900;

export interface LifeFirms {
  readonly firms: readonly LifeFirm[];
  readonly trucks: readonly LifeTruck[];
  readonly drivers: readonly LifeDriver[];
}

/** The firms of the demo city with their trucks and drivers: the same for the same seed. */
export function lifeFirms(seed: number): LifeFirms {
  const firms = NAMES.map(([zh, en], at) => firmOf(seed, at, { zh, en }));
  const trucks: LifeTruck[] = [];
  const drivers: LifeDriver[] = [];
  NAMES.forEach(([, , count], at) => {
    const carries = at === HAZMAT;
    const hire = () => drivers.push(driverOf(seed, drivers.length, firms[at], carries)) - 1;
    for (let n = 0; n < count; n++) trucks.push(truckOf(seed, trucks.length, firms[at], at, hire()));
    for (let n = 0; n < Math.floor(count / PER_RESERVE); n++) hire();
  });
  return { firms, trucks, drivers };
}

function firmOf(seed: number, at: number, name: Words): LifeFirm {
  const of_hong_kong = HONG_KONG.includes(at);
  const draw = (what: number) => hash01(seed, at, 801, what);
  return {
    ...{ code: `demo-freight-${String(at + 1).padStart(2, '0')}`, name, of_hong_kong },
    platform: LIFE_PLATFORMS[of_hong_kong ? 1 : 0],
    registration: of_hong_kong ? String(60_000_000 + at) : creditCode(at),
    contact: driverName(seed, 10_000 + at, of_hong_kong),
    phone: of_hong_kong ? `2${digits(draw(1), 7)}` : `0755${digits(draw(1), 8)}`,
  };
}

function truckOf(seed: number, index: number, firm: LifeFirm, at: number, driver: number): LifeTruck {
  const draw = (what: number) => hash01(seed, index, 802, what);
  const abroad = firm.of_hong_kong || index % 2 === 1;
  const kind = classOf(at, draw(1));
  return {
    ...{ index, class: kind, firm, driver },
    plate: abroad ? `粤Z${plateSigns(index)}港` : `粤BX${String(1000 + index)}`,
    plate_colour: abroad ? 3 : 2,
    plate_abroad: `${LETTERS[index % 22]}${LETTERS[(index * 7) % 22]} ${1000 + ((index * 37) % 9000)}`,
    terminal: `138${String(70_000_000 + index)}`,
    // A few run out soon, so that notices are seen.
    papers_valid_days:
      draw(2) < 0.04 ? 3 + Math.floor(25 * draw(3)) : 60 + Math.floor(DAYS_OF_PAPERS * draw(3)),
    load_t: kind === 'lorry' ? 8 : kind === 'hazmat' ? 12 : 25,
  };
}

function classOf(at: number, drawn: number): FreightClass {
  if (at === COLD) return 'reefer';
  if (at === HAZMAT) return 'hazmat';
  if (drawn < 0.66) return 'container';
  return drawn < 0.93 ? 'lorry' : 'reefer';
}

function driverOf(seed: number, index: number, firm: LifeFirm, hazmat: boolean): LifeDriver {
  const draw = (what: number) => hash01(seed, index, 803, what);
  const { of_hong_kong } = firm;
  return {
    ...{ index, name: driverName(seed, index, of_hong_kong), of_hong_kong, firm, hazmat },
    phone: of_hong_kong ? `6${digits(draw(1), 7)}` : `137${digits(draw(1), 8)}`,
    licence: of_hong_kong ? `HK${digits(draw(2), 8)}` : `4403${digits(draw(2), 8)}`,
    licence_valid_days:
      draw(3) < 0.03 ? 2 + Math.floor(25 * draw(4)) : 90 + Math.floor(DAYS_OF_PAPERS * draw(4)),
  };
}

/** Without I and O, as on plates of Hong Kong; 22 of them. */
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXY';

/** Four signs of a plate of 粤Z: a letter and three digits. */
const plateSigns = (index: number): string =>
  `${LETTERS[(index * 5) % LETTERS.length]}${String(100 + index).padStart(3, '0')}`;

const digits = (drawn: number, count: number): string =>
  String(Math.floor(drawn * 10 ** count)).padStart(count, '0');

const CREDIT_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code of a firm in Shenzhen with its check sign (GB 32100). */
function creditCode(at: number): string {
  const body = `91440300MADEMO${String(at + 1).padStart(3, '0')}`.replaceAll('O', '0');
  const sum = [...body].reduce((all, sign, i) => all + CREDIT_SIGNS.indexOf(sign) * CREDIT_WEIGHTS[i], 0);
  return `${body}${CREDIT_SIGNS[(31 - (sum % 31)) % 31]}`;
}
