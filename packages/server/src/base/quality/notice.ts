import type { Bilingual } from '@opentocc/contract';
import type { Finding } from './finding.ts';

/** Who a notice goes to, as the register of sources has it. */
export interface NoticeSource {
  readonly name: Bilingual;
  readonly owner: string;
}

const zone = { timeZone: 'Asia/Shanghai' } as const;
const day = new Intl.DateTimeFormat('sv-SE', { ...zone, dateStyle: 'short', timeStyle: 'short' });

/**
 * A message to who answers for a source: what is wrong since when, on what it rests, what to do. In Chinese, the language
 * of the authorities that write and get it, with the English of each finding for makers abroad.
 */
export function noticeOf(source: NoticeSource, findings: readonly Finding[], now_ms: number): string {
  return [
    `${source.owner}：`,
    `贵单位数据源“${source.name.zh}”（${source.name.en}）存在下列数据质量问题，请核查整改并书面回复。`,
    ...findings.map((finding, nth) => paragraphOf(finding, nth + 1)),
    `以上由平台按接收到的数据自动判定，截至 ${day.format(now_ms)}（北京时间）。`,
  ].join('\n\n');
}

function paragraphOf(
  { title, advice, since_ms, evidence, vehicles, vehicles_judged }: Finding,
  nth: number,
): string {
  const seen = vehicles_judged > 0 ? `；涉及车辆 ${vehicles} / ${vehicles_judged}` : '';
  return [
    `${nth}. ${title.zh}（${title.en}）`,
    `   自 ${day.format(since_ms)} 起${seen}`,
    ...evidence.map(({ name, value }) => `   ${name.zh}：${value}`),
    `   处置建议：${advice.zh}`,
  ].join('\n');
}
