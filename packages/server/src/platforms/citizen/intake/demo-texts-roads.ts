import type { DemoTopic } from './demo-topic.ts';

/** What people of the demo city bring about roads, licences, freight, ships and the rest. Names in braces are filled in. */
export const ROAD_TOPICS: readonly DemoTopic[] = [
  {
    ...{ category: 'toll', type: 'consultation', weight: 8 },
    texts: [
      '我的 ETC 扣了两次通行费，同一天{time}过的收费站，扣了{amount}元',
      'ETC 设备显示标签失效，过不了收费站，要去哪里激活',
      '高速通行费发票怎么开，能开电子票吗',
      '国庆节小车高速免费是从几号零点开始算',
      '拉新鲜蔬菜走高速是不是免通行费，要提前预约吗',
      '换了车牌之后原来的 ETC 怎么迁移，车牌{plate}',
      '走高速没有领到卡就出站了，会不会按最远里程收费',
      'ETC 注销之后卡里还剩{amount}元怎么退',
    ],
    answers: [
      '重复扣费经核实将在 7 个工作日内退回原账户，可在“ETC 服务”小程序查看进度。',
      '请携带行驶证与标签到就近服务网点重新激活，一般十分钟可办好。',
      '登录“票根网”绑定车牌后可开具通行费电子发票。',
    ],
  },
  {
    ...{ category: 'road_condition', type: 'consultation', weight: 7 },
    texts: [
      '{road}现在堵吗，我要去{station}赶高铁',
      '请问{road}施工到什么时候结束，每天堵半小时',
      '明天马拉松{road}封路吗，几点到几点',
      '{road}往{district}方向是不是有事故，导航一片红',
      '下大雨{road}有没有积水，小车能不能过',
      '去盐田海边的路周末要不要预约通行',
      '货车什么时间不能走{road}',
    ],
    answers: [
      '目前该路段通行缓慢，建议绕行相邻主干道，预计半小时内恢复。',
      '施工预计月底完成，期间保留双向各两条车道，高峰有人疏导。',
      '封闭时段为当日 5:30 至 13:00，沿线公交同步绕行，详见公告。',
    ],
  },
  {
    ...{ category: 'qualification', type: 'consultation', weight: 7 },
    texts: [
      '网约车驾驶员证怎么报名考试，需要什么条件',
      '从业资格证到期了怎么换证，能不能网上办',
      '道路货运从业资格证丢了去哪里补办',
      '出租车驾驶员继续教育要学多少学时，在哪里学',
      '外地考的网约车证可以在深圳用吗',
      '从业资格证诚信考核没有做，会不会被注销',
      '驾驶员证审核通过了，电子证照在哪里下载',
    ],
    answers: [
      '可在广东政务服务网搜索“从业资格证换发”全程网办，受理后 5 个工作日办结。',
      '须持相应准驾车型驾驶证 3 年以上且无重大违法记录，考试每周安排两场，网上预约。',
    ],
  },
  {
    ...{ category: 'freight', type: 'consultation', weight: 4 },
    texts: [
      '道路运输证年审在哪里办，货车{plate}',
      '4.5 吨以下的货车还要不要办营运证',
      '网络货运平台许可怎么申请',
      '货车通行证过期了怎么续，我要走{road}送货',
      '搬家公司坐地起价要加{amount}元，这个归你们管吗',
    ],
    answers: [
      '可网上办理年审，无需到场，检测合格信息自动共享。',
      '总质量 4.5 吨及以下普通货运车辆无须办理道路运输证。',
    ],
  },
  {
    ...{ category: 'driver_training', type: 'consultation', weight: 4 },
    texts: [
      '学车中途想退费，驾校说只退{amount}元，合同怎么算',
      '驾校学时打卡不上，影响约考怎么办',
      '怎么查一家驾校是不是正规的，在{district}',
      '驾校说要另外交模拟费{amount}元，有这个规定吗',
    ],
    answers: ['退费按合同约定与已培训学时核算，协商不成可由行业协会调解，已为您登记。'],
  },
  {
    ...{ category: 'coach', type: 'consultation', weight: 4 },
    texts: [
      '春运去湛江的大巴什么时候放票，从哪个站上车',
      '福田汽车站还开吗，去汕头的班车搬到哪里了',
      '长途车票退票要扣多少手续费，明天{time}的车',
      '机场大巴去惠州最晚一班是几点',
    ],
    answers: [
      '发车前 2 小时以上退票收 10 % 手续费，可在原购票渠道办理。',
      '现已调整到深圳北汽车站发车，可提前 15 天购票。',
    ],
  },
  {
    ...{ category: 'ferry', type: 'consultation', weight: 3 },
    texts: [
      '蛇口去珠海的船今天还开吗，风有点大',
      '蛇口码头到澳门的船票网上买了怎么取',
      '带小孩坐船去香港机场要什么证件',
    ],
    answers: ['今日航班正常，如遇大风停航将短信通知并全额退票，建议提前 45 分钟到码头。'],
  },
  {
    ...{ category: 'vehicle_repair', type: 'consultation', weight: 3 },
    texts: [
      '修车店换了副厂件没告诉我，多收{amount}元，可以找谁',
      '营运车二级维护取消了吗，{plate}需不需要做',
      '想开一家汽修店，备案要什么材料',
    ],
    answers: ['机动车维修经营实行备案，材料可网上提交；配件争议可申请行业调解。'],
  },
  {
    ...{ category: 'vehicle_rental', type: 'consultation', weight: 2 },
    texts: [
      '租车押金一个月了还不退，{amount}元',
      '租的车有违章没处理，公司扣了我押金，这样合规吗',
      '外国人租车要什么驾照',
    ],
    answers: ['违章押金一般在还车后 30 日内退还，逾期可提供合同由我们转办。'],
  },
  {
    ...{ category: 'service_area', type: 'consultation', weight: 2 },
    texts: [
      '沿江高速服务区有没有充电桩，假期要不要排队',
      '高速服务区可以过夜停车吗',
      '服务区油价和市区一样吗',
    ],
    answers: ['该服务区设快充桩 12 个，假日高峰建议错峰，可在“深圳出行”查看空闲情况。'],
  },
  {
    ...{ category: 'road_rights', type: 'consultation', weight: 2 },
    texts: ['店铺门口要开挖铺管，占用{road}人行道要办什么手续', '大件运输超限证怎么办，从盐田港出发'],
    answers: ['请在政务服务网申请“占用、挖掘道路许可”，受理后 10 个工作日内办结。'],
  },
  {
    ...{ category: 'ship_register', type: 'consultation', weight: 1 },
    texts: ['船员适任证书到期怎么换', '小型游艇登记在哪里办', '海事电子证照打不开怎么办'],
    answers: ['可在“海事一网通办”申请换发，材料齐全 5 个工作日办结。'],
  },
  {
    ...{ category: 'port', type: 'consultation', weight: 1 },
    texts: ['盐田港还柜要预约吗，今天排队到{road}了', '拖车进港的黑名单怎么申诉，车牌{plate}'],
    answers: ['还柜须在预约平台提前预约时段，当前排队约 40 分钟。'],
  },
  {
    ...{ category: 'dangerous_goods', type: 'consultation', weight: 1 },
    texts: ['危险品运输车能不能走{road}，有没有限行时段', '酒精消毒液运输算不算危险品'],
    answers: ['危险品车辆须按电子运单路线行驶，0 至 6 时禁止通行，请提前报备。'],
  },
  {
    ...{ category: 'waterway_licence', type: 'consultation', weight: 1 },
    texts: ['船舶营运证年审要带什么材料', '游艇租赁要不要办水路运输许可'],
    answers: ['请准备船检证书与最近一年安全记录，可网上预审。'],
  },
  {
    ...{ category: 'road_surface', type: 'complaint', weight: 7 },
    texts: [
      '{road}靠近{stop}路面有个大坑，晚上电动车摔了好几个',
      '{road}井盖松动，车一过哐当响，半夜吵得睡不着',
      '{road}护栏被撞断一个多星期没人修，行人乱穿马路',
      '{road}人行道砖翘起来了，我妈绊倒去了医院',
      '{road}下雨就积水，{stop}的公交车站都没法站人',
      '{road}路灯坏了一排，晚上一点光都没有',
    ],
    answers: [
      '养护单位当日已到场设置警示并完成临时修补，正式修复安排在三日内夜间进行。',
      '井盖已更换防沉降型，噪声已消除，请您监督。',
      '路灯线路故障已修复，全部恢复照明。',
    ],
  },
  {
    ...{ category: 'overload', type: 'complaint', weight: 4 },
    texts: [
      '{road}每天晚上泥头车超载抛洒，路上全是泥，{plate}就是其中一台',
      '泥头车{plate}超速还闯红灯，住在{road}的人都怕',
      '货车{plate}明显超载，轮胎都压扁了还在{road}上跑',
    ],
    answers: ['已会同交警、城管在该路段开展夜间整治，查处超限车辆 3 台，并对施工单位约谈。'],
  },
  {
    ...{ category: 'road_signs', type: 'complaint', weight: 3 },
    texts: [
      '{road}限速牌被树挡住，我被拍了两次',
      '{road}路口红绿灯时间太短，老人过一半就变灯了',
      '{road}新画的标线和旧的重叠，晚上根本看不清走哪条道',
    ],
    answers: ['遮挡树枝已修剪，标志恢复可见；信号配时已延长 8 秒。'],
  },
  {
    ...{ category: 'driver_training', type: 'complaint', weight: 4 },
    texts: [
      '{district}一家驾校收了钱不安排练车，拖了半年，教练还要红包',
      '驾校倒闭了，学费{amount}元没退，很多学员都在群里',
      '教练骂人还动手，科目二练车时把我手拍红了，要求匿名',
    ],
    answers: ['已约谈驾校负责人，安排更换教练并承诺两周内完成约考，逾期全额退费。'],
  },
  {
    ...{ category: 'road_condition', type: 'complaint', weight: 4 },
    texts: [
      '{road}施工围挡占了两条道，没人干活也不拆，天天堵',
      '{road}路口早高峰没人疏导，从{stop}走到{station}要一个小时',
    ],
    answers: ['施工单位已压缩围挡恢复一条车道，高峰加派两名疏导员。'],
  },
  {
    ...{ category: 'coach', type: 'complaint', weight: 2 },
    texts: [
      '长途大巴{plate}半路把乘客转给别的车，还多收{amount}元',
      '大巴司机在高速应急车道上下客，太危险了，车牌{plate}',
    ],
    answers: ['经查属实，客运企业已退还费用，驾驶员停岗教育，违法行为移交执法部门。'],
  },
  {
    ...{ category: 'vehicle_repair', type: 'complaint', weight: 2 },
    texts: ['检测站让我找黄牛才给过，多花{amount}元', '修理厂把我的车{plate}弄坏不认账，拖了一个月'],
    answers: ['已组织双方调解，修理厂同意免费返修并退还检测费用。'],
  },
  {
    ...{ category: 'ship_pollution', type: 'complaint', weight: 1 },
    texts: ['蛇口海面有一大片油污，味道很重', '渔船在{district}海边冒黑烟，天天这样'],
    answers: ['海事部门已派艇巡查取样，清污作业当日完成，正在追查来源。'],
  },
  {
    ...{ category: 'road_signs', type: 'suggestion', weight: 5 },
    texts: [
      '建议在{road}和{station}之间增设人行过街信号灯',
      '建议把{road}的公交专用道时间改到早上七点开始',
      '希望{road}路口增加左转待转区，现在一个灯过不了三辆车',
    ],
    answers: ['建议已转设施管理单位现场勘察，纳入下季度改善计划研究。'],
  },
  {
    ...{ category: 'toll', type: 'suggestion', weight: 2 },
    texts: ['建议收费站高峰多开两个人工车道', '建议 ETC 扣费短信写清楚从哪里上、哪里下'],
    answers: ['感谢建议，运营单位将在节假日前评估车道配置。'],
  },
  {
    ...{ category: 'shared_bicycle', type: 'suggestion', weight: 3 },
    texts: ['建议在{station}站各出口划定更多单车停放区', '希望单车企业夜里把{stop}堆积的车运走'],
    answers: ['已将点位转给企业与街道，纳入每日调度清单。'],
  },
];

/** Who calls about something that lies on a road now; the first ones report it, later ones ask. */
export const INCIDENT_TEXTS = {
  report: [
    '{road}上两辆车撞了，占着车道，后面全堵死了',
    '{road}有辆货车抛锚停在中间车道，没放警示牌，很危险',
    '我刚开过{road}，有事故，地上都是碎玻璃，还没看到交警',
    '{road}有车冒烟停在路上，司机站在旁边打电话',
  ],
  ask: [
    '{road}怎么突然堵住了，是不是出事故了，要多久能通',
    '我坐的车堵在{road}半个小时没动，前面到底什么情况',
    '{road}是不是封了，公交车会不会绕行',
    '听说{road}撞车了，去{station}该走哪条路',
  ],
  answers: [
    '该路段因前方事故通行缓慢，交警与清障车已到场，建议绕行，预计 40 分钟内恢复。',
    '已为您登记并转指挥中心处置，沿线公交临时绕行，请留意车内广播。',
  ],
} as const;
