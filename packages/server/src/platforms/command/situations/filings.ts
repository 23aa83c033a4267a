import type { FilingKind, Situation, SituationFiling } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import { cityMinute } from '../../../kit/clock.ts';
import type { Changer } from './changes.ts';
import { situationsErrors } from './errors.ts';
import { laneCounts } from './model.ts';
import { onFiled } from './situation-clocks.ts';
import type { EntryRow } from './store.ts';
import { FILING_WORDS, KIND_WORDS, LEVEL_WORDS, SEVERITY_WORDS, STATE_WORDS } from './words.ts';

/** Reports upwards (信息报送): the platform writes them, a person sends them and says so. */
export function createFilings(changer: Changer) {
  return {
    file: (acting: Acting, area: Area, id: number, filing: NewFiling) =>
      changer.change(
        [{ id, version: filing.version }],
        area,
        changer.authorOf(acting),
        async ([draft], queries) => {
          const { level, state } = draft.row;
          const { kind, to, text } = filing;
          if (level === null) throw situationsErrors.no_level();
          if (kind === 'final' && state !== 'cleared' && state !== 'reviewed')
            throw situationsErrors.not_over();
          const filed = filingsIn(await queries.listEntries(id)).length + 1;
          onFiled(draft.clocks, kind, filed, draft.moment);
          const words = FILING_WORDS[kind];
          draft.note({
            ...{ kind: 'filing', detail: { kind, to, text } },
            zh: `${words.zh}已报送${to}`,
            en: `${words.en} sent to ${to}`,
          });
        },
      ),
  };
}

export interface NewFiling {
  readonly version: number;
  readonly kind: FilingKind;
  readonly to: string;
  readonly text: string;
}

/** Reports upwards that went out, by the timeline. */
export const filingsIn = (entries: readonly EntryRow[]): SituationFiling[] =>
  entries
    .filter(({ kind }) => kind === 'filing')
    .map(({ at_ms, actor, detail }) => ({
      ...{ at_ms, by: actor, kind: detail.kind as FilingKind },
      ...{ to: String(detail.to), text: String(detail.text) },
    }));

/** To whom each is sent, as local plans have it; assumed, 2026-11-27. */
const RECEIVERS: Readonly<Record<FilingKind, string>> = {
  first: '市政府总值班室、市交通运输局',
  follow_up: '市政府总值班室、市交通运输局',
  final: '市交通运输局',
};

/** A report upwards written from what is known now. Chinese, as the authorities that it goes to. */
export function draftFiling(
  situation: Situation,
  kind: FilingKind,
  now_ms: number,
): { to: string; text: string } {
  const { filings, header } = situation;
  const number = filings.filter((one) => one.kind === 'follow_up').length + 1;
  const title = kind === 'follow_up' ? `续报（第 ${number} 次）` : FILING_WORDS[kind].zh;
  const drill = header === 'real' ? '' : '【演练】';
  const lines = [
    `${drill}关于“${situation.title}”的${title}`,
    `一、基本情况：${factsText(situation)}`,
    `二、影响：${impactText(situation)}`,
    `三、处置：${handlingText(situation, kind)}`,
    kind === 'final' ? '四、原因与改进：' : '四、下一步：',
    `${cityMinute(now_ms)}`,
  ];
  return { to: RECEIVERS[kind], text: lines.join('\n') };
}

function factsText({ began_ms, received_ms, road, kind, level, report_list, cause }: Situation): string {
  const graded = level === null ? '未定级' : LEVEL_WORDS[level].zh;
  const why = cause === '' ? '原因待查' : `原因：${cause}`;
  return `${cityMinute(began_ms)}，${road.zh || '道路以外'}发生${KIND_WORDS[kind].zh}（${graded}）；${cityMinute(received_ms)} 接报，共 ${report_list.length} 条；${why}。`;
}

function impactText({ lanes, severity, capacity_pct, delay_s }: Situation): string {
  const counted = laneCounts(lanes);
  const lane = counted ? `${counted.original} 条车道中 ${counted.restricted} 条受影响` : '车道影响待核';
  const rest = capacity_pct === null ? '' : `，通行能力约剩 ${capacity_pct} %`;
  const delay = delay_s === null ? '' : `，延误约 ${Math.round(delay_s / 60)} 分钟`;
  return `影响程度${SEVERITY_WORDS[severity].zh}；${lane}${rest}${delay}。`;
}

/** What was done, line by line of the timeline; a further report only what is new since the last one. */
function handlingText({ timeline, filings, state }: Situation, kind: FilingKind): string {
  const since_ms = kind === 'follow_up' ? (filings.at(-1)?.at_ms ?? 0) : 0;
  const done = timeline
    .filter(({ at_ms, kind: of }) => at_ms > since_ms && SAID.includes(of))
    .map(({ at_ms, text }) => `${cityMinute(at_ms).slice(11)} ${text.zh}`);
  return [`目前状态：${STATE_WORDS[state].zh}。`, ...done].join('\n　　');
}
const SAID: readonly Situation['timeline'][number]['kind'][] = ['state', 'facts', 'note', 'owner', 'merged'];
