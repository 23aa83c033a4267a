import type { NetworkPlace } from '../network/index.ts';

type Kind = NetworkPlace['kind'];
type Row = readonly [name_zh: string, name_en: string, lon: number, lat: number];

/** Crossings, hubs and venues of the operator's map, by kind; degrees WGS-84 at a precision of 100–300 m. */
const BY_KIND: Readonly<Partial<Record<Kind, readonly Row[]>>> = {
  crossing: [
    ['罗湖口岸', 'Luohu Port', 114.1135, 22.5305],
    ['福田口岸', 'Futian Port', 114.0665, 22.5155],
    ['皇岗口岸', 'Huanggang Port', 114.0725, 22.52],
    ['深圳湾口岸', 'Shenzhen Bay Port', 113.9435, 22.503],
    ['莲塘口岸', 'Liantang Port', 114.1565, 22.5545],
    ['文锦渡口岸', 'Man Kam To Port', 114.124, 22.54],
    ['沙头角口岸', 'Shatoujiao Port', 114.222, 22.55],
    ['福田保税区一号通道', 'Futian Free Trade Zone', 114.042, 22.511],
    ['西九龙联络高铁福田站口岸', 'Futian High-speed Rail', 114.05, 22.5385],
    ['蛇口邮轮口岸', 'Shekou Cruise Port', 113.91, 22.474],
  ],
  airport: [['深圳宝安国际机场', "Shenzhen Bao'an International Airport", 113.805, 22.624]],
  rail: [
    ['深圳北站', 'Shenzhen North Railway Station', 114.0245, 22.6095],
    ['深圳站', 'Shenzhen Railway Station', 114.1125, 22.5325],
    ['福田站', 'Futian Railway Station', 114.0495, 22.539],
    ['深圳东站', 'Shenzhen East Railway Station', 114.115, 22.604],
    ['深圳坪山站', 'Pingshan Railway Station', 114.315, 22.7],
    ['光明城站', 'Guangmingcheng Railway Station', 113.944, 22.735],
    ['深圳西站', 'Shenzhen West Railway Station', 113.903, 22.528],
    ['平湖站', 'Pinghu Railway Station', 114.126, 22.69],
    ['深圳机场站', 'Shenzhen Airport Railway Station', 113.81, 22.628],
  ],
  metro: [
    ['车公庙站', 'Chegongmiao', 114.0205, 22.535],
    ['会展中心站', 'Convention and Exhibition Center', 114.0565, 22.533],
    ['市民中心站', 'Civic Center', 114.0555, 22.5415],
    ['岗厦北站', 'Gangxia North', 114.0635, 22.5405],
    ['华强北站', 'Huaqiang North', 114.08, 22.5408],
    ['老街站', 'Laojie', 114.1125, 22.5435],
    ['黄贝岭站', 'Huangbeiling', 114.1335, 22.547],
    ['前海湾站', 'Qianhaiwan', 113.8945, 22.5375],
    ['后海站', 'Houhai', 113.934, 22.518],
    ['深大站', 'Shenzhen University', 113.9395, 22.5395],
    ['世界之窗站', 'Window of the World', 113.97, 22.5365],
    ['西丽站', 'Xili', 113.95, 22.58],
    ['五和站', 'Wuhe', 114.06, 22.627],
    ['布吉站', 'Buji', 114.1165, 22.603],
    ['大运站', 'Universiade', 114.219, 22.692],
    ['双龙站', 'Shuanglong', 114.271, 22.7255],
    ['松岗站', 'Songgang', 113.832, 22.768],
    ['清湖站', 'Qinghu', 114.038, 22.666],
    ['宝安中心站', "Bao'an Center", 113.883, 22.557],
    ['盐田路站', 'Yantian Road', 114.242, 22.56],
  ],
  port: [
    ['盐田港', 'Yantian Port', 114.268, 22.572],
    ['蛇口港', 'Shekou Port', 113.898, 22.476],
    ['赤湾港', 'Chiwan Port', 113.883, 22.474],
    ['妈湾港', 'Mawan Port', 113.872, 22.492],
    ['大铲湾港', 'Dachan Bay Port', 113.856, 22.548],
    ['福永码头', 'Fuyong Ferry Terminal', 113.79, 22.66],
  ],
  bus: [
    ['福田交通综合枢纽', 'Futian Transport Hub', 114.0085, 22.5345],
    ['罗湖汽车站', 'Luohu Bus Station', 114.115, 22.533],
    ['银湖汽车站', 'Yinhu Bus Station', 114.088, 22.568],
    ['龙岗汽车站', 'Longgang Bus Station', 114.27, 22.725],
    ['宝安汽车站', "Bao'an Bus Station", 113.898, 22.567],
    ['南山汽车站', 'Nanshan Bus Station', 113.914, 22.54],
    ['深圳北汽车站', 'Shenzhen North Bus Station', 114.028, 22.608],
    ['坪山汽车站', 'Pingshan Bus Station', 114.34, 22.69],
    ['大鹏汽车站', 'Dapeng Bus Station', 114.472, 22.598],
    ['公明汽车站', 'Gongming Bus Station', 113.902, 22.783],
  ],
  stadium: [
    ['深圳大运中心', 'Universiade Sports Centre', 114.214, 22.695],
    ['深圳湾体育中心', 'Shenzhen Bay Sports Centre', 113.944, 22.519],
    ['深圳体育馆', 'Shenzhen Gymnasium', 114.088, 22.56],
    ['宝安体育中心', "Bao'an Sports Centre", 113.876, 22.565],
    ['深圳国际会展中心', 'Shenzhen World Exhibition Centre', 113.776, 22.702],
    ['世界之窗', 'Window of the World', 113.969, 22.535],
    ['大梅沙海滨公园', 'Dameisha Beach', 114.306, 22.594],
  ],
  hospital: [
    ['北京大学深圳医院', 'Peking University Shenzhen Hospital', 114.044, 22.556],
    ['深圳市人民医院', "Shenzhen People's Hospital", 114.125, 22.559],
    ['深圳市第二人民医院', "Shenzhen Second People's Hospital", 114.083, 22.556],
    ['香港大学深圳医院', 'HKU-Shenzhen Hospital', 113.9985, 22.528],
    ['龙岗中心医院', 'Longgang Central Hospital', 114.264, 22.725],
  ],
};

/** Every place with a stable code: its kind and its rank in the list of that kind. */
export function listPlaces(): NetworkPlace[] {
  return (Object.entries(BY_KIND) as [Kind, readonly Row[]][]).flatMap(([kind, rows]) =>
    rows.map(([name_zh, name_en, lon, lat], i) => ({
      code: `${kind}-${i + 1}`,
      kind,
      name_zh,
      name_en,
      lon,
      lat,
    })),
  );
}
