import type { Warehouse } from '@opentocc/contract';
import { type FreightLife, freightLifeOf, lifeFirms } from '@opentocc/testkit/freight';
import type { Demo, DemoPerson, SignInAs } from '../../../kit/demo.ts';
import { askForKey } from '../../../kit/demo-key.ts';
import type { Logger } from '../../../kit/log.ts';
import { KEEPER, OFFICER, workAtColdDesks } from './demo-desks.ts';
import { dispatcherOf } from './demo-firms.ts';
import { warehouseCode, warehousesOf } from './demo-loads.ts';
import { playSensors } from './demo-sensors.ts';

const DEPOT = 'demo-cold-depot';
/** Asks for the key of the sensors. */
const APPLICANT = 'demo-cold-sensors';
/** Names and codes of firms are the same for every seed. */
const FIRMS = lifeFirms(0).firms;

const PEOPLE: readonly DemoPerson[] = [
  { name: OFFICER, display_name: '示范冷链监管员', role: 'freight-officer' },
  { name: KEEPER, display_name: '示范监管仓管理员', role: 'warehouse-keeper', unit: DEPOT },
  { name: APPLICANT, display_name: '示范冷链设备平台联络员', role: 'department-user' },
  ...FIRMS.map(({ code, name }) => ({
    ...{ name: dispatcherOf(code), display_name: `${name.zh}冷链调度员` },
    ...{ role: 'freight-firm', unit: code },
  })),
];

/**
 * Cold goods of the demo city's script: firms declare them by their own accounts, sensors report by a key, a keeper takes them
 * into the supervised warehouses, tests and certifies. By turns a hold is too warm, a door stands open, a sensor is lost; one
 * lot is recalled. Rules are those with which every installation begins.
 */
export function createColdChainDemo(log: Logger): Demo {
  let key: string | undefined;
  return {
    units: [
      {
        ...{ code: DEPOT, parent: 'city', kind: 'department' },
        name: { zh: '示范集中监管仓运营中心', en: 'Demo supervised warehouses' },
      },
    ],
    people: PEOPLE,
    // Keys are shown once: whoever starts again asks for a new one.
    registers_for_world: true,
    isUnregistered: (city) => key === undefined && freightLifeOf(city) !== null,
    async register(city, operator, signInAs) {
      const life = freightLifeOf(city);
      if (life === null) return;
      await enterWarehouses(life, signInAs);
      const wish = { item: 'cold-chain-readings', purpose: '示范城市冷藏车温度上报', applicant: APPLICANT };
      key = await askForKey(operator, signInAs, wish);
    },
    async duty({ shift_ms, ...city }, desk) {
      const life = freightLifeOf(city);
      const { signInAs } = desk;
      if (life && signInAs) await workAtColdDesks({ life, shift_ms, signInAs, log }, desk);
    },
    async world({ shift_ms, ...city }, door) {
      const life = freightLifeOf(city);
      if (life && key !== undefined) await playSensors({ life, shift_ms, door, key });
    },
  };
}

async function enterWarehouses(life: FreightLife, signInAs: SignInAs): Promise<void> {
  const officer = await signInAs(OFFICER);
  const known = await officer.call<Warehouse[]>('GET', '/freight/cold-chain/warehouses');
  for (const [at, { name }] of warehousesOf(life).entries()) {
    const warehouse: Warehouse = {
      ...{ code: warehouseCode(at), unit: DEPOT, name, trucks_per_hour: 8, fetch_h: 48, overdue_min: 60 },
      assumed: true,
      source: { zh: '示范城市假定值', en: 'Assumed for the demo city' },
    };
    if (!known.some(({ code }) => code === warehouse.code))
      await officer.call('PUT', '/freight/cold-chain/warehouses', warehouse);
  }
  await officer.signOut();
}
