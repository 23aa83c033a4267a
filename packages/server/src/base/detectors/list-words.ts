import type { Bilingual, DetectorProblem, Language } from '@opentocc/contract';
import { say } from '../../kit/i18n.ts';

/** What is wrong with a cell and what to do about it. */
const WORDS: Readonly<Record<DetectorProblem['code'], Bilingual>> = {
  missing: { zh: '不能为空', en: 'is empty' },
  no_code: {
    zh: '“{value}”不是编号：应为 1–60 个字母、数字或 . _ -',
    en: '“{value}” is no code: it has 1 to 60 letters, digits or . _ -',
  },
  no_kind: {
    zh: '不认识类型“{value}”：可填线圈、视频、雷达，或留空',
    en: 'the kind “{value}” is not known: loop, video, radar, or nothing',
  },
  no_number: { zh: '“{value}”不是有效的数值', en: '“{value}” is no valid number' },
  no_link: {
    zh: '路网中没有路段“{value}”，或距起点超过其长度',
    en: 'the network has no link “{value}”, or it is shorter than that',
  },
  far_from_roads: {
    zh: '40 米内没有道路：请核对经纬度和数据源的坐标系',
    en: 'there is no road within 40 m: check the place and the datum of the source',
  },
  no_road_that_way: {
    zh: '附近没有朝“{value}”方向的道路：请核对车流方向（正北为 0，顺时针）',
    en: 'no road nearby leads towards “{value}”: check the way of the traffic (0 is north, clockwise)',
  },
  which_way: {
    zh: '两个方向的车道同样近：请填写车流方向',
    en: 'both carriageways are as near: state the way of the traffic',
  },
  repeated: { zh: '编号“{value}”重复', en: 'the code “{value}” stands in the list already' },
  too_long: { zh: '“{value}”过长', en: '“{value}” is too long' },
};

/** Says in the reader's language what is wrong with a cell. */
export const wordsOf = ({ code, value }: Pick<DetectorProblem, 'code' | 'value'>, language: Language) =>
  say(WORDS[code], language, { value });
