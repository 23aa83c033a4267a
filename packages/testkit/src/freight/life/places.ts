import type { FreightPlace, Words } from '@opentocc/core/freight';
import { portName } from '@opentocc/core/freight';
import { latDegree_m, lonDegree_m, type MultiPolygon } from '@opentocc/core/geo';
import type { RoadNetwork } from '@opentocc/core/network';
import type { CityPlace, FreightCity } from '../freight-city.ts';

/** Makers of the cameras at gates, each with a protocol of its own. */
export const CAMERA_MAKERS = ['hikvision', 'dahua', 'alphadigi'] as const;
export type CameraMaker = (typeof CAMERA_MAKERS)[number];

/** A lane of a site with a barrier and a camera. */
export interface LifeGate {
  readonly code: string;
  readonly name: Words;
  readonly direction: 'in' | 'out';
  readonly maker: CameraMaker;
}

export interface LifePlace extends FreightPlace {
  readonly name: Words;
  /** What it covers on the map, degrees WGS-84. */
  readonly area: MultiPolygon;
  /** Code of the street (街道) and of the district that it lies in; null outside all. */
  readonly street: string | null;
  readonly district: string | null;
  /** Empty where it has none. */
  readonly gates: readonly LifeGate[];
  /** A 集中监管仓 for goods of the cold chain. */
  readonly warehouse: boolean;
  /** Trucks that find room in its yard. */
  readonly capacity: number;
}

/** Sites with gates: the first of all sites. The first two are 集中监管仓. */
export const GATED_SITES = 20;
export const WAREHOUSES = 2;

const SITE_WORDS: readonly Words[] = [
  { zh: '物流园', en: 'Logistics Park' },
  { zh: '电子厂', en: 'Electronics Works' },
  { zh: '保税仓', en: 'Bonded Warehouse' },
  { zh: '货运站', en: 'Freight Station' },
  { zh: '工业园', en: 'Industrial Park' },
];
const WAREHOUSE_WORDS = { zh: '集中监管仓', en: 'Supervised Cold Store' };
const KIND_WORDS: Readonly<Record<'lodging' | 'transfer' | 'service', Words>> = {
  lodging: { zh: '司机住宿点', en: 'Drivers’ Lodging' },
  transfer: { zh: '接驳点', en: 'Transfer Point' },
  service: { zh: '服务区', en: 'Service Area' },
};

/** All places of cross-border freight with names, areas and gates. */
export function lifePlaces(city: FreightCity): LifePlace[] {
  const named = new Map<string, number>();
  /** The second of a name in a street is number 2. */
  const numbered = ({ zh, en }: Words): Words => {
    const times = (named.get(zh) ?? 0) + 1;
    named.set(zh, times);
    return times === 1 ? { zh, en } : { zh: `${zh}（${times}）`, en: `${en} ${times}` };
  };
  const place = (one: CityPlace, name: Words, gated = false, warehouse = false): LifePlace => {
    const { code, kind, lon, lat, radius_m } = one;
    const own = { code, kind, lon, lat, radius_m, name, warehouse, ...areasOf(city.network, one) };
    return {
      ...own,
      area: octagon(one),
      gates: gated ? gatesOf(one, name) : [],
      capacity: warehouse ? 40 : 12 + ((one.link * 7) % 30),
    };
  };
  const beside = (one: CityPlace, words: Words): Words => {
    const { zh, en } = streetWords(city.network, one);
    return numbered({ zh: `${zh}${words.zh}`, en: `${en} ${words.en}`.trim() });
  };
  return [
    ...city.ports.map((port) => place(port, portName(port.code))),
    ...city.sites.map((site, i) => {
      const warehouse = i < WAREHOUSES;
      const words = warehouse ? WAREHOUSE_WORDS : SITE_WORDS[i % SITE_WORDS.length];
      return place(site, beside(site, words), i < GATED_SITES, warehouse);
    }),
    ...city.lodgings.map((one) => place(one, beside(one, KIND_WORDS.lodging))),
    ...city.transfers.map((one) => place(one, beside(one, KIND_WORDS.transfer))),
    ...city.services.map((one) => place(one, beside(one, KIND_WORDS.service))),
  ];
}

function areasOf(network: RoadNetwork, { link }: CityPlace): Pick<LifePlace, 'street' | 'district'> {
  const { streets, districts } = network.meta;
  return {
    street: streets[network.link_street[link]]?.code ?? null,
    district: districts[network.link_district[link]]?.code ?? null,
  };
}

function streetWords(network: RoadNetwork, { link }: CityPlace): Words {
  const area =
    network.meta.streets[network.link_street[link]] ?? network.meta.districts[network.link_district[link]];
  return area
    ? { zh: area.name_zh.replace(/街道$/, ''), en: area.name_en.replace(/ Subdistrict$/, '') }
    : { zh: '市郊', en: 'Outer' };
}

function gatesOf(site: CityPlace, name: Words): LifeGate[] {
  const maker = CAMERA_MAKERS[site.link % CAMERA_MAKERS.length];
  return (['in', 'out'] as const).map((direction) => ({
    code: `${site.code}-${direction}`,
    name: {
      zh: `${name.zh}${direction === 'in' ? '入口' : '出口'}`,
      en: `${name.en}, ${direction === 'in' ? 'entry' : 'exit'}`,
    },
    ...{ direction, maker },
  }));
}

/** Eight corners around a place. */
function octagon({ lon, lat, radius_m }: FreightPlace): MultiPolygon {
  const corners = Array.from({ length: 9 }, (_, i): [number, number] => {
    const angle = ((i % 8) * Math.PI) / 4;
    return [
      lon + (radius_m * Math.cos(angle)) / lonDegree_m(lat),
      lat + (radius_m * Math.sin(angle)) / latDegree_m(lat),
    ];
  });
  return [[corners]];
}
