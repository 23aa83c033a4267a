import { LINK_CLASSES, pointAlong, type RoadNetwork } from '@opentocc/core/network';

/** Names of the city that callers say: real ones, of the plan of lines and of the map. Firms are those of the demo city. */
export const STATIONS = [
  ...[
    '科苑',
    '深大',
    '车公庙',
    '会展中心',
    '老街',
    '岗厦北',
    '福田',
    '深圳北站',
    '布吉',
    '罗湖',
    '大剧院',
    '国贸',
  ],
  ...[
    '世界之窗',
    '华侨城',
    '竹子林',
    '香蜜湖',
    '购物公园',
    '科学馆',
    '后海',
    '红树湾南',
    '前海湾',
    '宝安中心',
    '坪洲',
  ],
  ...[
    '西乡',
    '固戍',
    '机场',
    '海上世界',
    '蛇口港',
    '西丽',
    '大学城',
    '塘朗',
    '民治',
    '五和',
    '坂田',
    '龙华',
    '清湖',
  ],
  ...[
    '红山',
    '木棉湾',
    '丹竹头',
    '横岗',
    '大运',
    '龙城广场',
    '双龙',
    '光明城',
    '松岗',
    '坪山中心',
    '黄贝岭',
    '莲塘口岸',
  ],
] as const;
export const LINES = [
  '1 号线',
  '2 号线',
  '3 号线',
  '4 号线',
  '5 号线',
  '6 号线',
  '7 号线',
  '9 号线',
  '11 号线',
  '14 号线',
];
export const BUSES = [
  ...[
    'M299',
    'M224',
    'M343',
    'M191',
    'M409',
    'M460',
    'M502',
    'M369',
    'B603',
    'B719',
    'E11',
    'E29',
    '高峰专线 32',
  ],
  ...[
    '76',
    '113',
    '101',
    '204',
    '222',
    '302',
    '328',
    '334',
    '337',
    '369',
    '383',
    '392',
    '326',
    '7',
    '18',
    '58',
  ],
] as const;
export const NIGHT_BUSES = ['N1', 'N4', 'N6', 'N9', 'N16'] as const;
export const STOPS = [
  ...[
    '市民中心',
    '华强北',
    '东门',
    '梅林关',
    '上海宾馆',
    '深圳书城',
    '白石洲',
    '桃源村',
    '大新',
    '翻身',
    '新安公园',
  ],
  ...[
    '民乐村',
    '上水径',
    '南岭村',
    '布吉农批',
    '水贝',
    '莲塘',
    '沙头角',
    '大梅沙',
    '葵涌',
    '坪地',
    '观澜',
    '公明',
  ],
] as const;
export const DISTRICTS = ['福田', '罗湖', '南山', '盐田', '宝安', '龙岗', '龙华', '坪山', '光明'] as const;
export const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '黄',
  '赵',
  '吴',
  '周',
  '徐',
  '孙',
  '马',
  '朱',
  '胡',
  '林',
  '何',
  '郭',
] as const;
export const GIVEN_NAMES = [
  '小明',
  '丽华',
  '建国',
  '晓燕',
  '志强',
  '秀英',
  '海涛',
  '雪梅',
  '俊杰',
  '婷婷',
  '伟',
  '静',
  '磊',
  '芳',
  '洋',
] as const;

/** A road with one of its links, by which it lies somewhere. */
export interface DemoRoad {
  readonly name: string;
  readonly link: number;
}

/** Roads with a name, from motorways to arterials, each once. */
export function roadsOf(network: RoadNetwork): DemoRoad[] {
  const upTo = LINK_CLASSES.indexOf('arterial');
  const found = new Map<string, number[]>();
  for (let link = 0; link < network.link_count; link++) {
    const name = network.strings[network.link_name[link]];
    if (name === '' || network.link_class[link] > upTo) continue;
    found.set(name, [...(found.get(name) ?? []), link]);
  }
  // Its middle link: where a long road begins is mostly out of the city.
  return [...found].map(([name, links]) => ({ name, link: links[Math.floor(links.length / 2)] }));
}

/** The middle of a link, and what its road is called. */
export function placeOf(network: RoadNetwork, link: number): { lon: number; lat: number; text: string } {
  const [lon, lat] = pointAlong(network, link, network.link_length_m[link] / 2);
  return { lon, lat, text: network.strings[network.link_name[link]] || '无名道路' };
}
