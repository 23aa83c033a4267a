import type { Bilingual, EventLevel, SituationFacts } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { cityMinute } from '../../../kit/clock.ts';
import type { Draft } from './changes.ts';
import { situationsErrors } from './errors.ts';
import { type SituationRow, severityOf } from './model.ts';
import { setLevel } from './situation-clocks.ts';
import { KIND_WORDS, LEVEL_WORDS, SEVERITY_WORDS } from './words.ts';

export interface FactsDeps {
  readonly network: Pick<RoadNetwork, 'link_lanes'>;
}

type Facts = Omit<SituationFacts, 'version'>;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What facts change of a situation, and each change in words. @throws AppError when they do not fit the place or each other */
export function factsOf(
  { network }: FactsDeps,
  row: SituationRow,
  facts: Facts,
): { readonly part: Partial<SituationRow>; readonly said: readonly Bilingual[] } {
  checkLanes(network, row, facts.lanes);
  const { validity } = facts;
  if (validity && validity.end_ms !== null && validity.end_ms <= validity.start_ms)
    throw situationsErrors.validity();
  const changed = Object.entries(facts).filter(
    ([name, value]) => value !== undefined && !same(value, row[name as keyof SituationRow]),
  );
  const part: Partial<SituationRow> = Object.fromEntries(changed);
  const implied = severityOf(part.severity ?? row.severity, part.lanes ?? row.lanes);
  const all = implied === (part.severity ?? row.severity) ? part : { ...part, severity: implied };
  return { part: all, said: Object.entries(all).map(([name, value]) => sentence(name, value)) };
}

/** A character for each lane of the link, and one for each shoulder; where the link is not known they are as they are. */
export function checkLanes(
  { link_lanes }: Pick<RoadNetwork, 'link_lanes'>,
  { link }: Pick<SituationRow, 'link'>,
  lanes: string | null | undefined,
): void {
  if (!lanes || link === null) return;
  const expected = link_lanes[link] + 2;
  if (lanes.length !== expected)
    throw situationsErrors.lanes({ expected, lanes: link_lanes[link], got: lanes.length });
}

/** With its level, what is to be reported upwards changes. */
export function reconsiderLevel(draft: Draft, before: EventLevel | null): void {
  const { level } = draft.row;
  if (level !== before) setLevel(draft.clocks, level, draft.moment);
}

const NAMES: Readonly<Record<string, Bilingual>> = {
  kind: { zh: '类别', en: 'kind' },
  title: { zh: '标题', en: 'title' },
  severity: { zh: '影响程度', en: 'severity' },
  probability: { zh: '确定程度', en: 'probability' },
  cause: { zh: '原因', en: 'cause' },
  level: { zh: '事件级别', en: 'event level' },
  lanes: { zh: '车道', en: 'lanes' },
  validity: { zh: '起止时间', en: 'validity' },
  capacity_pct: { zh: '剩余通行能力', en: 'capacity left' },
  delay_s: { zh: '延误', en: 'delay' },
};

const WORDS: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  kind: KIND_WORDS,
  level: LEVEL_WORDS,
  severity: SEVERITY_WORDS,
  probability: {
    certain: { zh: '确定', en: 'certain' },
    probable: { zh: '可能', en: 'probable' },
    riskOf: { zh: '有风险', en: 'risk of' },
  },
};

function sentence(name: string, value: unknown): Bilingual {
  const named = NAMES[name] ?? { zh: name, en: name };
  const said = valueText(name, value);
  return { zh: `${named.zh}：${said.zh}`, en: `${named.en}: ${said.en}` };
}

function valueText(name: string, value: unknown): Bilingual {
  if (value === null || value === '') return { zh: '无', en: 'none' };
  const word = WORDS[name]?.[String(value)];
  if (word) return word;
  if (name === 'capacity_pct') return { zh: `${value} %`, en: `${value} %` };
  if (name === 'delay_s') return { zh: `${value} 秒`, en: `${value} s` };
  if (name === 'validity') return validityText(value as SituationRow['validity']);
  return { zh: String(value), en: String(value) };
}

function validityText({ start_ms, end_ms }: SituationRow['validity']): Bilingual {
  const from = cityMinute(start_ms);
  const to =
    end_ms === null ? { zh: '未定', en: 'open' } : { zh: cityMinute(end_ms), en: cityMinute(end_ms) };
  return { zh: `${from} 至 ${to.zh}`, en: `${from} to ${to.en}` };
}
