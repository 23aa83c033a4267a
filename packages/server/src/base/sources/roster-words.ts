import type { Bilingual, Language, RosterProblem } from '@opentocc/contract';
import { say } from '../../kit/i18n.ts';

/** What is wrong with a cell and what to do about it. */
const WORDS: Readonly<Record<RosterProblem['code'], Bilingual>> = {
  missing: { zh: '不能为空', en: 'is empty' },
  no_phone: {
    zh: '“{value}”不是终端号：应为 5–20 位数字',
    en: '“{value}” is no terminal number: it has 5 to 20 digits',
  },
  rounded: {
    zh: '“{value}”被表格软件改成了科学计数法：请把该列设为文本后重新填写',
    en: '“{value}” was rounded by the spreadsheet: format the column as text and fill it in again',
  },
  no_plate: {
    zh: '“{value}”不是车牌：应为 2–20 个汉字、字母或数字',
    en: '“{value}” is no plate: it has 2 to 20 letters or digits',
  },
  no_colour: {
    zh: '不认识颜色“{value}”：可填蓝、黄、黑、白、绿、渐变绿、黄绿双拼、其他，或留空',
    en: 'the colour “{value}” is not known: blue, yellow, black, white, green, gradient green, yellow-green, other, or nothing',
  },
  no_class: {
    zh: '不认识类别“{value}”：可填出租、公交、货运、客运、危货、其他，或留空',
    en: 'the class “{value}” is not known: taxi, bus, freight, coach, dangerous goods, other, or nothing',
  },
  no_source: {
    zh: '没有名为“{value}”的在用数据源：请先新建，或改为已有的代码或名称',
    en: 'no source in service is called “{value}”: make it first, or write the code or name of one',
  },
  too_long: { zh: '“{value}”过长', en: '“{value}” is too long' },
  repeated: { zh: '“{value}”与第 {row} 行重复', en: '“{value}” stands in row {row} already' },
};

/** Says in the reader's language what is wrong with a cell. */
export function wordsOf(problem: Omit<RosterProblem, 'message'>, language: Language): string {
  const { value, other_row } = problem;
  return say(WORDS[problem.code], language, { value, row: other_row ?? 0 });
}
