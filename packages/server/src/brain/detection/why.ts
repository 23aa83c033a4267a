import type { Bilingual, Signal, SignalEvidence } from '@opentocc/contract';

type Found = Omit<SignalEvidence, 'why'>;

/** Why it was called so, a sentence each. */
export function whyOf(found: Found): Bilingual[] {
  const { signal, links } = found;
  if (signal.kind === 'silence') return [silenceOf(signal)];
  const said = [shapeOf(signal, links), againstUsual(links), samplesOf(links)];
  return said.filter((text): text is Bilingual => text !== null);
}

const silenceOf = ({ subject }: Signal): Bilingual =>
  subject?.startsWith('source:')
    ? {
        zh: '该数据源超过静默时限没有任何数据。',
        en: 'Nothing came from this source for longer than its limit.',
      }
    : {
        zh: '该检测器超过静默时限没有上报。',
        en: 'This detector has not reported for longer than its limit.',
      };

function shapeOf({ kind, length_m, links }: Signal, parts: Found['links']): Bilingual | null {
  const free = parts.find(({ part }) => part === 'free');
  switch (kind) {
    case 'incident':
      return {
        zh: `此处上游 ${length_m ?? 0} 米的车流一分钟接一分钟地慢于常态${free ? `，下游（${free.road.zh || '相邻路段'}）按常态行驶` : ''}：像是有事挡在此处。`,
        en: `For ${length_m ?? 0} m before this place traffic has been slower than usual minute after minute${free ? `, and it runs as usual behind it (${free.road.en || 'the next link'})` : ''}: something stands here.`,
      };
    case 'queue':
      return {
        zh: `比常态慢的路段连成 ${length_m ?? 0} 米。`,
        en: `Roads slower than usual hang together for ${length_m ?? 0} m.`,
      };
    case 'crowding':
      return {
        zh: `枢纽周边整体比常态慢，其中 ${links.length} 条路段慢于平均。`,
        en: `The roads of this hub are slower than usual all together, ${links.length} of them more than the mean.`,
      };
    case 'speed_drop':
      return {
        zh: '单条路段的车速骤降，相邻路段尚无佐证。',
        en: 'One link alone has dropped; no link beside it says so yet.',
      };
    default:
      return {
        zh: '比同类日同一时刻的常态明显更慢。',
        en: 'Clearly slower than is usual at this time on such days.',
      };
  }
}

function againstUsual(parts: Found['links']): Bilingual | null {
  const head = parts[0];
  if (!head || head.speed_kmh === null || head.usual_kmh === null) return null;
  const less = Math.round(100 * (1 - head.speed_kmh / head.usual_kmh));
  return {
    zh: `最近一个窗口：${head.speed_kmh} km/h，常态 ${head.usual_kmh} km/h，低 ${less} %。`,
    en: `In the newest window ${head.speed_kmh} km/h where ${head.usual_kmh} km/h is usual: ${less} % less.`,
  };
}

function samplesOf(parts: Found['links']): Bilingual | null {
  const slow = parts.filter(({ part }) => part === 'slow');
  if (slow.length === 0) return null;
  const samples = slow.reduce((sum, one) => sum + one.samples, 0);
  return {
    zh: `依据 ${slow.length} 条路段上的 ${samples} 次行程通过。`,
    en: `It rests on ${samples} passes over ${slow.length} links.`,
  };
}
