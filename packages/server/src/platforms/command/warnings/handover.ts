import type { Warning } from '@opentocc/contract';
import type { HandoverItem, HandoverSource } from '../duty/index.ts';
import type { Warnings } from './service.ts';

const LEVELS = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
};

/** What one shift hands to the next: warnings that somebody must see to, and silences in force with what they hide. */
export function handoverSources(warnings: Pick<Warnings, 'listOpen' | 'silences'>): HandoverSource[] {
  return [
    {
      kind: 'warning',
      list: async () =>
        warnings
          .listOpen()
          .filter(({ attention }) => attention === 'unanswered' || attention === 'acknowledged')
          .map(ofWarning),
    },
    { kind: 'silence', list: async () => runningSilences(warnings) },
  ];
}

function ofWarning({ id, title, level, owner, acknowledged, began_ms, place }: Warning): HandoverItem {
  const who = owner?.name ?? acknowledged?.by;
  return {
    ...{ key: `warnings/warning/${id}`, kind: 'warning', since_ms: began_ms, district: place.district },
    title: { zh: `${LEVELS[level].zh}预警：${title.zh}`, en: `Warning (${LEVELS[level].en}): ${title.en}` },
    detail: who ? { zh: `${who} 负责`, en: `${who} has it` } : { zh: '无人应答', en: 'Nobody answered' },
    due_ms: acknowledged?.until_ms ?? null,
    opens: `/warnings/${id}`,
  };
}

const runningSilences = ({ silences }: Pick<Warnings, 'silences'>): HandoverItem[] =>
  silences
    .list(null)
    .filter(({ state }) => state === 'active')
    .map(({ id, reason, owner, starts_ms, ends_ms, hides }) => ({
      ...{ key: `warnings/silence/${id}`, kind: 'silence', since_ms: starts_ms, due_ms: ends_ms },
      title: { zh: `静默：${reason}`, en: `Silence: ${reason}` },
      detail: { zh: `${owner} 设置，正遮住 ${hides} 条`, en: `Set by ${owner}; hides ${hides} now` },
      opens: '/warnings/silences',
    }));
