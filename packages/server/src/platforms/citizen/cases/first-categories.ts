import type { CaseCategory, CaseField } from '@opentocc/contract';

const SOURCE = {
  zh: '按 12328 业务领域拟定，待运营单位确认',
  en: 'Drawn up along the fields of 12328, to be confirmed by the operator',
};

function of(
  field: CaseField,
  ...rows: readonly (readonly [code: string, zh: string, en: string, words: string, unit?: string])[]
): CaseCategory[] {
  return rows.map(([code, zh, en, words, unit]) => ({
    ...{ code, field, name: { zh, en }, words: words.split(' '), unit: unit ?? null },
    ...{ valid_from: '2020-01-01', valid_to: null, successors: [], source: SOURCE, assumed: true },
  }));
}

/** The taxonomy that an installation starts with; later ones are rows. */
export const FIRST_CATEGORIES: readonly CaseCategory[] = [
  ...of(
    'urban_passenger',
    [
      'bus_service',
      '公交服务与司机',
      'Bus service and drivers',
      '公交 司机 拒载 到站不停 甩站 态度 急刹',
      'public-transport',
    ],
    [
      'bus_line',
      '公交线路与班次',
      'Bus lines and headways',
      '公交 线路 班次 候车 末班车 首班车 改道 站点 等车 发车',
      'public-transport',
    ],
    ['metro', '轨道交通', 'Metro', '地铁 号线 轨道 闸机 车厢 换乘 安检 站台', 'public-transport'],
    [
      'taxi_service',
      '出租车服务',
      'Taxi service',
      '出租车 的士 拒载 绕路 议价 不打表 司机 态度',
      'public-transport',
    ],
    [
      'ride_hailing',
      '网约车',
      'Ride hailing',
      '网约车 滴滴 顺风车 平台 接单 派单 取消订单',
      'public-transport',
    ],
    [
      'lost_property',
      '失物查找',
      'Lost property',
      '遗失 丢失 失物 落在 手机 钱包 行李 找回',
      'public-transport',
    ],
    [
      'fare',
      '票价与乘车卡',
      'Fares and cards',
      '票价 深圳通 乘车码 扣费 退款 优惠 老年卡 充值',
      'public-transport',
    ],
    ['shared_bicycle', '共享单车', 'Shared bicycles', '共享单车 单车 骑行 停放 乱停', 'public-transport'],
    [
      'illegal_carriage',
      '非法营运',
      'Illegal carriage',
      '黑车 非法营运 蓝牌 拉客 无证 克隆车',
      'public-transport',
    ],
  ),
  ...of(
    'highway',
    ['toll', '通行费与 ETC', 'Tolls and ETC', 'ETC 通行费 收费站 高速 扣费 发票 免费通行 绿通'],
    [
      'road_condition',
      '路况与封闭',
      'Traffic and closures',
      '路况 堵车 拥堵 封路 封闭 改道 施工 绕行',
      'traffic-police',
    ],
    [
      'road_surface',
      '路面与设施损坏',
      'Damage of roads and facilities',
      '坑洼 路面 破损 井盖 护栏 塌陷 积水 路灯',
    ],
    ['road_signs', '标志标线', 'Signs and markings', '标志 标线 指示牌 限速牌 看不清 信号灯'],
    ['service_area', '服务区', 'Service areas', '服务区 加油站 充电桩 厕所 卫生'],
    ['overload', '超限超载', 'Overloaded vehicles', '超限 超载 大件运输 治超 泥头车 抛洒'],
    ['road_rights', '占路与路政', 'Road occupation', '占道 路政 违法搭建 挖掘 许可'],
  ),
  ...of(
    'road_transport',
    ['coach', '长途客运', 'Coaches', '客运站 长途 大巴 班车 退票 汽车站'],
    ['freight', '货运与物流', 'Freight and logistics', '货运 物流 货车 道路运输证 年审 拖车'],
    ['dangerous_goods', '危险品运输', 'Dangerous goods', '危险品 危化 油罐车 押运'],
    ['driver_training', '驾驶培训', 'Driver training', '驾校 学车 教练 科目 退费 培训 学时'],
    ['vehicle_repair', '机动车维修', 'Vehicle repair', '维修 修车 汽修 保养 配件 检测站'],
    ['qualification', '从业资格', 'Licences of drivers', '从业资格 资格证 网约车证 考试 换证 诚信考核'],
    ['vehicle_rental', '汽车租赁', 'Vehicle rental', '租车 租赁 押金 违章'],
  ),
  ...of(
    'waterway',
    ['ferry', '客轮与渡船', 'Ferries', '客轮 轮渡 蛇口码头 船票 航班 码头 邮轮'],
    ['port', '港口', 'Ports', '港口 集装箱 码头作业 堆场 盐田港'],
    ['waterway_licence', '水路运输许可', 'Licences of water transport', '船舶营运证 水路运输 许可证'],
  ),
  ...of(
    'maritime',
    ['ship_register', '船舶与船员证件', 'Papers of ships and crews', '船员证 船舶登记 海事 适任证书'],
    ['ship_pollution', '船舶污染', 'Pollution by ships', '油污 污染 排放 船舶 黑烟'],
  ),
  ...of('salvage', ['salvage', '救助打捞', 'Salvage', '打捞 沉船 救助']),
  ...of('water_rescue', ['water_rescue', '水上搜救', 'Rescue at sea', '落水 海上遇险 搜救 失联船']),
];
