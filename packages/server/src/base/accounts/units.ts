import type { Unit } from './model.ts';

/**
 * The organisation that a new installation starts with: one city centre, eleven sub-centres and some departments (1+11+N),
 * which is data from then on. That the eleven are the ten districts and the Shenshan cooperation zone, and which
 * departments take part, is assumed.
 */
export const FIRST_UNITS: readonly Unit[] = [
  {
    code: 'city',
    parent: null,
    kind: 'city_centre',
    name: { zh: '市综合交通运行指挥中心', en: 'City transport operations centre' },
    districts: null,
    assumed: false,
  },
  ...[
    ['440304', '福田', 'Futian'],
    ['440303', '罗湖', 'Luohu'],
    ['440305', '南山', 'Nanshan'],
    ['440308', '盐田', 'Yantian'],
    ['440306', '宝安', "Bao'an"],
    ['440307', '龙岗', 'Longgang'],
    ['440309', '龙华', 'Longhua'],
    ['440310', '坪山', 'Pingshan'],
    ['440311', '光明', 'Guangming'],
    ['440312', '大鹏新区', 'Dapeng'],
    ['440390', '深汕特别合作区', 'Shenshan'],
  ].map(
    ([code, zh, en]): Unit => ({
      code,
      parent: 'city',
      kind: 'sub_centre',
      name: { zh: `${zh}分中心`, en: `${en} sub-centre` },
      districts: [code],
      assumed: true,
    }),
  ),
  ...[
    ['traffic-police', '市交通警察局', 'Traffic police'],
    ['emergency', '市应急管理局', 'Emergency management'],
    ['meteorology', '市气象局', 'Meteorology'],
    ['public-transport', '市公共交通管理部门', 'Public transport'],
  ].map(
    ([code, zh, en]): Unit => ({
      code,
      parent: 'city',
      kind: 'department',
      name: { zh, en },
      districts: null,
      assumed: true,
    }),
  ),
];
