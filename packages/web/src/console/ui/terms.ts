import type { Bilingual } from '@opentocc/contract';

interface TermText {
  /** As docs/dictionary.md has it, which a test holds. */
  readonly word: Bilingual;
  readonly meaning: Bilingual;
}

const term = (zh: string, en: string, meaning: Bilingual): TermText => ({ word: { zh, en }, meaning });

/** The terms that screens explain, in the words of the dictionary. */
export const TERMS = {
  index: term('交通指数', 'index', {
    zh: '交通运行指数：0 最畅通，10 最拥堵，由路段速度按所示标准算出。深圳指数与国标指数的分级不同，不能互比。',
    en: 'How congested traffic is by the standard that is named: 0 free, 10 worst, from the speeds of links. The Shenzhen index and the national one have other bands; do not compare them.',
  }),
  tti: term('行程时间比', 'TTI', {
    zh: '行程时间比（TTI）：实际行程时间除以自由流行程时间。1 为不受阻，2 为耗时加倍。',
    en: 'Travel time index: the travel time over that at free flow. 1 is unhindered, 2 takes twice as long.',
  }),
  free_flow: term('自由流速度', 'free-flow speed', {
    zh: '自由流速度：没有延误时路段上的行驶速度；实测天数不足时为暂定值。',
    en: 'The speed of a link that nothing delays; assumed until enough days were measured.',
  }),
  mileage_share: term('里程比例', 'mileage share', {
    zh: '里程比例：处于某一路况等级的里程，占有样本里程的比例。',
    en: 'Of the length that has samples, the share that is in one state.',
  }),
  coverage: term('覆盖率', 'coverage', {
    zh: '里程覆盖率：本时窗内有车辆走过的里程占总里程的比例。低于 30% 时，数值不能代表整体。',
    en: 'Share of the length on which a vehicle was seen in the window. Below 30 % a value does not stand for the whole.',
  }),
  samples: term('路段通行', 'traversal', {
    zh: '样本量：统计时窗内车辆驶过路段的次数；同一辆车驶过两条路段计两次。',
    en: 'Samples: how often a vehicle drove over a link in the window; one vehicle on two links counts twice.',
  }),
  half_width: term('置信半宽', 'half width', {
    zh: '置信半宽：真实平均速度有 90% 的把握落在“速度 ± 此值”之内；车越少，区间越宽。',
    en: 'With 90 % confidence the true mean speed is within the speed ± this; the fewer vehicles, the wider.',
  }),
  fusion: term('数据融合', 'data fusion', {
    zh: '数据融合：当前通过的车辆、检测器、前几个时窗、上下游路段、典型日与同类道路，各按其方差加权得出速度。本窗口车辆与检测器的权重不足一半时标为“估计值”，否则标为“实测”。',
    en: 'A speed is put together from the vehicles now, detectors, the last windows, the road before and behind, the typical day and links alike, each weighted by its variance. Where vehicles and detectors now weigh less than half it is marked as estimated, otherwise as observed.',
  }),
  measured_flow: term('实测流量', 'measured flow', {
    zh: '实测流量：检测器在统计时窗内数到的车辆数，折算为每小时；没有检测器的路段不给出。',
    en: 'Vehicles that detectors counted in the window, as an hourly rate; a link without a detector has none.',
  }),
  qualified_on_time: term('合格及时率', 'qualified on time', {
    zh: '合格及时率：30 秒内到达且可用的定位，占已判定定位的比例，即服务水平。',
    en: 'Fixes that were used and arrived within 30 s, of those judged: the service level.',
  }),
  completeness: term('完整率', 'completeness', {
    zh: '完整率：收到的定位，占在线终端按上报间隔应发数量的比例。',
    en: 'Fixes received, of those that connected terminals owed by their interval.',
  }),
  timeliness: term('及时率', 'timeliness', {
    zh: '及时率：定位时刻起 30 秒内到达的定位的比例。',
    en: 'Share of the fixes that arrived within 30 s of their time.',
  }),
  validity: term('有效率', 'validity', {
    zh: '有效率：通过检查、被采用的定位，占已判定定位的比例。',
    en: 'Fixes that passed the checks and were used, of those judged.',
  }),
  drift: term('漂移率', 'drift', {
    zh: '漂移率：落在区域外、不在任何道路上，或移动方式不可能是车辆的定位，占已判定定位的比例。',
    en: 'Fixes out of the area, on no road, or moved as no vehicle does, of those judged.',
  }),
  spoof: term('疑似虚假率', 'spoof', {
    zh: '疑似虚假率：位置为零点、行驶中冻结不变，或多车共用同一位置的定位的比例。只是疑点，不是证据。',
    en: 'Fixes at place zero, frozen while driving, or shared by many, of those judged. A suspicion, no proof.',
  }),
} as const satisfies Readonly<Record<string, TermText>>;

export type TermName = keyof typeof TERMS;

/** Whether a word is a term that is explained. */
export const isTerm = (word: string): word is TermName => Object.hasOwn(TERMS, word);
