import type { NetworkPlace } from '../network/index.ts';

type Kind = NetworkPlace['kind'];
type Row = readonly [name_zh: string, name_en: string, lon: number, lat: number];

/** Crossings, hubs and venues of the operator's map, by kind; degrees WGS-84 at a precision of 100–300 m. */
const BY_KIND: Readonly<Partial<Record<Kind, readonly Row[]>>> = {
  crossing: [
    ['罗湖口岸', 'Luohu Port', 114.1135, 22.5305],
    ['福田口岸', 'Futian Port', 114.0665, 22.5155],
    ['皇岗口岸', 'Huanggang Port', 114.0725, 22.5200],
    ['深圳湾口岸', 'Shenzhen Bay Port', 113.9435, 22.5030],
    ['莲塘口岸', 'Liantang Port', 114.1565, 22.5545],
    ['文锦渡口岸', 'Man Kam To Port', 114.1240, 22.5400],
    ['沙头角口岸', 'Shatoujiao Port', 114.2220, 22.5500],
    ['福田保税区一号通道', 'Futian Free Trade Zone', 114.0420, 22.5110],
    ['西九龙联络高铁福田站口岸', 'Futian High-speed Rail', 114.0500, 22.5385],
    ['蛇口邮轮口岸', 'Shekou Cruise Port', 113.9100, 22.4740],
  ],
  airport: [['深圳宝安国际机场', "Shenzhen Bao'an International Airport", 113.8050, 22.6240]],
  rail: [
    ['深圳北站', 'Shenzhen North Railway Station', 114.0245, 22.6095],
    ['深圳站', 'Shenzhen Railway Station', 114.1125, 22.5325],
    ['福田站', 'Futian Railway Station', 114.0495, 22.5390],
    ['深圳东站', 'Shenzhen East Railway Station', 114.1150, 22.6040],
    ['深圳坪山站', 'Pingshan Railway Station', 114.3150, 22.7000],
    ['光明城站', 'Guangmingcheng Railway Station', 113.9440, 22.7350],
    ['深圳西站', 'Shenzhen West Railway Station', 113.9030, 22.5280],
    ['平湖站', 'Pinghu Railway Station', 114.1260, 22.6900],
    ['深圳机场站', 'Shenzhen Airport Railway Station', 113.8100, 22.6280],
  ],
  metro: [
    ['车公庙站', 'Chegongmiao', 114.0205, 22.5350],
    ['会展中心站', 'Convention and Exhibition Center', 114.0565, 22.5330],
    ['市民中心站', 'Civic Center', 114.0555, 22.5415],
    ['岗厦北站', 'Gangxia North', 114.0635, 22.5405],
    ['华强北站', 'Huaqiang North', 114.0800, 22.5408],
    ['老街站', 'Laojie', 114.1125, 22.5435],
    ['黄贝岭站', 'Huangbeiling', 114.1335, 22.5470],
    ['前海湾站', 'Qianhaiwan', 113.8945, 22.5375],
    ['后海站', 'Houhai', 113.9340, 22.5180],
    ['深大站', 'Shenzhen University', 113.9395, 22.5395],
    ['世界之窗站', 'Window of the World', 113.9700, 22.5365],
    ['西丽站', 'Xili', 113.9500, 22.5800],
    ['五和站', 'Wuhe', 114.0600, 22.6270],
    ['布吉站', 'Buji', 114.1165, 22.6030],
    ['大运站', 'Universiade', 114.2190, 22.6920],
    ['双龙站', 'Shuanglong', 114.2710, 22.7255],
    ['松岗站', 'Songgang', 113.8320, 22.7680],
    ['清湖站', 'Qinghu', 114.0380, 22.6660],
    ['宝安中心站', "Bao'an Center", 113.8830, 22.5570],
    ['盐田路站', 'Yantian Road', 114.2420, 22.5600],
  ],
  port: [
    ['盐田港', 'Yantian Port', 114.2680, 22.5720],
    ['蛇口港', 'Shekou Port', 113.8980, 22.4760],
    ['赤湾港', 'Chiwan Port', 113.8830, 22.4740],
    ['妈湾港', 'Mawan Port', 113.8720, 22.4920],
    ['大铲湾港', 'Dachan Bay Port', 113.8560, 22.5480],
    ['福永码头', 'Fuyong Ferry Terminal', 113.7900, 22.6600],
  ],
  bus: [
    ['福田交通综合枢纽', 'Futian Transport Hub', 114.0085, 22.5345],
    ['罗湖汽车站', 'Luohu Bus Station', 114.1150, 22.5330],
    ['银湖汽车站', 'Yinhu Bus Station', 114.0880, 22.5680],
    ['龙岗汽车站', 'Longgang Bus Station', 114.2700, 22.7250],
    ['宝安汽车站', "Bao'an Bus Station", 113.8980, 22.5670],
    ['南山汽车站', 'Nanshan Bus Station', 113.9140, 22.5400],
    ['深圳北汽车站', 'Shenzhen North Bus Station', 114.0280, 22.6080],
    ['坪山汽车站', 'Pingshan Bus Station', 114.3400, 22.6900],
    ['大鹏汽车站', 'Dapeng Bus Station', 114.4720, 22.5980],
    ['公明汽车站', 'Gongming Bus Station', 113.9020, 22.7830],
  ],
  stadium: [
    ['深圳大运中心', 'Universiade Sports Centre', 114.2140, 22.6950],
    ['深圳湾体育中心', 'Shenzhen Bay Sports Centre', 113.9440, 22.5190],
    ['深圳体育馆', 'Shenzhen Gymnasium', 114.0880, 22.5600],
    ['宝安体育中心', "Bao'an Sports Centre", 113.8760, 22.5650],
    ['深圳国际会展中心', 'Shenzhen World Exhibition Centre', 113.7760, 22.7020],
    ['世界之窗', 'Window of the World', 113.9690, 22.5350],
    ['大梅沙海滨公园', 'Dameisha Beach', 114.3060, 22.5940],
  ],
  hospital: [
    ['北京大学深圳医院', 'Peking University Shenzhen Hospital', 114.0440, 22.5560],
    ['深圳市人民医院', "Shenzhen People's Hospital", 114.1250, 22.5590],
    ['深圳市第二人民医院', "Shenzhen Second People's Hospital", 114.0830, 22.5560],
    ['香港大学深圳医院', 'HKU-Shenzhen Hospital', 113.9985, 22.5280],
    ['龙岗中心医院', 'Longgang Central Hospital', 114.2640, 22.7250],
  ],
};

/** Every place with a stable code: its kind and its rank in the list of that kind. */
export function listPlaces(): NetworkPlace[] {
  return (Object.entries(BY_KIND) as [Kind, readonly Row[]][]).flatMap(([kind, rows]) =>
    rows.map(([name_zh, name_en, lon, lat], i) => ({ code: `${kind}-${i + 1}`, kind, name_zh, name_en, lon, lat })),
  );
}
