import { readFileSync } from 'node:fs';
import type { Bilingual } from '@opentocc/contract';
import { checkEpcisText, epcsOf, eventsOf, type PlacedFinding } from '@opentocc/protocols/epcis';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** What is wrong, and what to do. */
const FINDINGS: Readonly<Record<PlacedFinding['code'], Bilingual>> = {
  not_json: { zh: '不是有效的 JSON，请先修正语法', en: 'not JSON; mend its syntax first' },
  type: { zh: '类型不对，应为', en: 'of another type; there should be' },
  missing: { zh: '缺少必填项，请补上', en: 'a field is missing; add' },
  unknown_name: {
    zh: '标准没有这个字段；自定义字段请加前缀',
    en: 'no field of the standard; your own need a prefix',
  },
  unknown_word: { zh: '不是标准词汇，请改用', en: 'no word of the standard; take one of' },
  format: { zh: '格式不对，应如', en: 'of another format; write it as' },
  too_few: { zh: '条目太少，至少', en: 'too few; there should be' },
  repeated: { zh: '重复，请去掉重复项', en: 'repeated; leave out what stands twice' },
  says_nothing: { zh: '没有说明对象，请填写', en: 'does not say what it is about; give' },
  ilmd: { zh: '只有 action 为 ADD 时才能带 ilmd', en: 'ilmd stands with one action alone' },
  limit: { zh: '超出上限', en: 'beyond a limit' },
};

/** `tocc epcis check FILE`: what breaks EPCIS 2.0, by path and line; status 1 where anything does. */
export function checkEpcisFile(file: string): void {
  const { value, findings } = checkEpcisText(readFileSync(file, 'utf8'));
  if (findings.length === 0) {
    const events = eventsOf(value);
    const things = new Set(events.flatMap(epcsOf)).size;
    say(`符合 EPCIS 2.0 · no fault found · 事件 events ${events.length} · 对象 items and classes ${things}`);
    return;
  }
  say(`问题 findings ${findings.length}`);
  for (const { code, path, line, expected, found } of findings) {
    const { zh, en } = FINDINGS[code];
    say(`  ✗ ${line}\t${path || '/'}\t${zh} · ${en}: ${expected}${found === '' ? '' : ` (${found})`}`);
  }
  process.exitCode = 1;
}
