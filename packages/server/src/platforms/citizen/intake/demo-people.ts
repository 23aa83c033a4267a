import type { DemoPerson, DemoUnit } from '../../../kit/demo.ts';
import type { DemoFirmKey } from './demo-topic.ts';

/** Extensions of the demo city's own agents; calls for other seats go to whoever sits there. */
export const SEATS = ['8001', '8002', '8003', '8004'] as const;
export const QUEUE = '12328';

const FIRMS = {
  taxi: ['demo-firm-taxi', '示范出租车企业', 'Demo taxi firm'],
  bus: ['demo-firm-bus', '示范公交企业', 'Demo bus company'],
  ride: ['demo-firm-ride', '示范网约车平台', 'Demo ride-hailing platform'],
} as const satisfies Record<DemoFirmKey, readonly [string, string, string]>;

/** Units of districts that have somebody who handles cases. */
export const DISTRICT_UNITS = ['440304', '440305', '440306'] as const;
export const firmUnit = (firm: DemoFirmKey): string => FIRMS[firm][0];

export const UNITS: readonly DemoUnit[] = Object.values(FIRMS).map(([code, zh, en]) => ({
  ...{ code, parent: 'public-transport', kind: 'firm', name: { zh, en } },
}));

export const AGENTS: readonly DemoPerson[] = SEATS.map((_, i) => ({
  ...{ name: `demo-agent-${i + 1}`, display_name: `示范话务员${'甲乙丙丁'[i]}`, role: 'hotline-agent' },
}));
export const SUPERVISOR: DemoPerson = {
  ...{ name: 'demo-supervisor', display_name: '示范督办员', role: 'hotline-supervisor' },
};
/** Decides on what the supervisor declares. */
export const DEPUTY: DemoPerson = {
  ...{ name: 'demo-deputy', display_name: '示范督办副班长', role: 'hotline-supervisor' },
};
export const HANDLERS = [
  ...Object.values(FIRMS).map(([unit, zh]) => ({
    unit,
    name: `${unit}-handler`,
    display_name: `${zh}承办人`,
  })),
  ...DISTRICT_UNITS.map((unit, i) => ({
    ...{ unit, name: `demo-handler-${unit}`, display_name: `示范${['福田', '南山', '宝安'][i]}承办人` },
  })),
].map((person) => ({ ...person, role: 'case-handler' })) satisfies readonly DemoPerson[];

/** Applies for the keys by which the outside reaches the platform. */
export const APPLICANT: DemoPerson = {
  ...{ name: 'demo-systems', display_name: '示范外部系统管理员', role: 'department-user' },
};

export const PEOPLE: readonly DemoPerson[] = [...AGENTS, SUPERVISOR, DEPUTY, ...HANDLERS, APPLICANT];
