import type { Bilingual, PortForecastStep, PortLine, PortsNow } from '@opentocc/contract';
import { clockText } from '@opentocc/core/freight';
import { cityMinute } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { type Html, html, type Page, type Visit } from '../../citizen/site/index.ts';

const T = {
  nav: { zh: '口岸货车等候', en: 'Waits at the ports' },
  title: { zh: '口岸货车等候时间', en: 'How long trucks wait at the ports' },
  as_of: {
    zh: '截至 {at}，按货车定位测得，每一刻钟更新预测。仅供参考，以现场为准。',
    en: 'As of {at}, measured by the positions of trucks; forecasts are made each quarter of an hour. What is said on the spot prevails.',
  },
  none: { zh: '目前没有货运口岸的数据。', en: 'Nothing is known of freight ports now.' },
  in: { zh: '入境（往深圳）', en: 'Inbound (to Shenzhen)' },
  out: { zh: '出境（往香港）', en: 'Outbound (to Hong Kong)' },
  state: { zh: '通关', en: 'Open' },
  open: { zh: '开放', en: 'open' },
  closed: { zh: '关闭', en: 'closed' },
  partly: { zh: '部分车类关闭：{classes}', en: 'closed for {classes}' },
  until: { zh: '至 {at}', en: 'until {at}' },
  opens: { zh: '{at} 开放', en: 'opens {at}' },
  now: { zh: '现在等候', en: 'Wait now' },
  minutes: { zh: '约 {n} 分钟（{low}–{high}）', en: 'about {n} min ({low}–{high})' },
  at_least: { zh: '{n} 分钟以上', en: 'over {n} min' },
  unknown: { zh: '近 6 小时无车过境，未测得', en: 'not measured: nobody crossed in 6 hours' },
  waiting: { zh: '{n} 辆在等', en: '{n} waiting' },
  next: { zh: '{at} 到达预计', en: 'Expected at {at}' },
  shut_then: { zh: '届时不开放', en: 'not open then' },
  assumed: {
    zh: '通关时间与通道数尚待口岸确认。',
    en: 'Hours and lanes of the ports are still to be confirmed.',
  },
} as const satisfies Record<string, Bilingual>;

const CLASSES: Readonly<Record<PortLine['classes'][number]['class'], Bilingual>> = {
  container: { zh: '集装箱车', en: 'container trucks' },
  lorry: { zh: '普通货车', en: 'lorries' },
  reefer: { zh: '冷藏车', en: 'reefers' },
  hazmat: { zh: '危险品车', en: 'dangerous goods' },
  coach: { zh: '客车', en: 'coaches' },
};

/** Hours ahead of which the page says what is expected. */
const AHEAD_H = [1, 2, 4] as const;

/** Hours and waits of the ports for whoever drives there: also in traditional letters, and without a script. */
export const portsPage = (waits: () => Promise<PortsNow>): Page => ({
  path: '/ports',
  nav: T.nav,
  traditional: true,
  async show(visit) {
    const { say } = visit;
    const { at_ms, lines } = await waits();
    const ports = groupBy(lines, ({ port }) => port);
    return {
      title: say(T.title),
      body: html`<h1>${say(T.title)}</h1>
<p class="lead">${say(T.as_of, { at: cityMinute(at_ms) })}</p>
${lines.length === 0 && html`<p>${say(T.none)}</p>`}
${[...ports.values()].map((own) => portOf(visit, own))}
${lines.some(isAssumed) && html`<p class="hint">${say(T.assumed)}</p>`}`,
    };
  },
});

const isAssumed = ({ assumed, classes }: PortLine): boolean => assumed || classes.some((one) => one.assumed);

function portOf({ say, now_ms }: Visit, lines: readonly PortLine[]): Html {
  return html`<section class="card"><h2>${say(lines[0].name)}</h2>
${lines.map(
  (line) => html`<h3>${say(T[line.direction])}</h3>
<dl class="facts">
<dt>${say(T.state)}</dt><dd>${stateOf(say, line, now_ms)}</dd>
<dt>${say(T.now)}</dt><dd><strong>${waitOf(say, line)}</strong> · ${say(T.waiting, { n: line.waiting })}</dd>
${AHEAD_H.map((h) => nextOf(say, line.forecast[h * 4]))}
</dl>`,
)}
</section>`;
}

function stateOf(say: Visit['say'], { classes }: PortLine, now_ms: number): Html {
  const shut = classes.filter(({ open }) => !open);
  const [first = classes[0]] = shut;
  const all = shut.length === classes.length;
  const names = shut.map((one) => say(CLASSES[one.class])).join(', ');
  const word = shut.length === 0 ? say(T.open) : all ? say(T.closed) : say(T.partly, { classes: names });
  const change =
    first?.until_ms != null && say(first.open ? T.until : T.opens, { at: nearText(first.until_ms, now_ms) });
  return html`${word}${first?.reason && html` · ${say(first.reason)}`}${change && html` · ${change}`}`;
}

function waitOf(say: Visit['say'], { wait }: PortLine): string {
  if (wait === null) return say(T.unknown);
  const { low_s, mid_s, high_s } = wait;
  if (mid_s === null) return say(T.at_least, { n: minutes(low_s) });
  return say(T.minutes, {
    n: minutes(mid_s),
    low: minutes(low_s),
    high: high_s === null ? '…' : minutes(high_s),
  });
}

function nextOf(say: Visit['say'], step: PortForecastStep | undefined): Html | false {
  if (step === undefined) return false;
  const { from_ms, wait_s } = step;
  const text =
    wait_s === null
      ? say(T.shut_then)
      : say(T.minutes, { n: minutes(wait_s.mid), low: minutes(wait_s.low), high: minutes(wait_s.high) });
  return html`<dt>${say(T.next, { at: clockText(from_ms).slice(11) })}</dt><dd>${text}</dd>`;
}

const minutes = (s: number): number => Math.round(s / 60);

/** 22:00, with its day where that is not today. */
function nearText(at_ms: number, now_ms: number): string {
  const text = clockText(at_ms);
  return text.slice(0, 10) === clockText(now_ms).slice(0, 10) ? text.slice(11) : text;
}
