import { setTimeout as sleep } from 'node:timers/promises';
import type { RuleDraft, WarningList, WarningRule } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Demo, DemoDesk, DemoOfficer } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

const ANYWHERE = {
  keys: [],
  districts: [],
  streets: [],
  classes: [],
  roads: [],
  links: [],
  sources: [],
  protocols: [],
};
const ALWAYS = { from_min: 0, to_min: 1440, weekdays: [], day_kinds: [] };

interface DemoRule {
  readonly name: RuleDraft['name'];
  readonly measure: string;
  readonly levels: Partial<RuleDraft['levels']>;
  readonly target?: Partial<RuleDraft['target']>;
  readonly hysteresis: number;
  readonly advice: RuleDraft['advice'];
}

/** What an officer of the demo city watches for. */
const RULES: readonly DemoRule[] = [
  {
    name: { zh: '区域拥堵', en: 'District congested' },
    ...{ measure: 'index', target: { scope: 'district' }, hysteresis: 0.5 },
    levels: { yellow: 5, orange: 6.5, red: 8 },
    advice: { zh: '查看最堵道路，准备分流', en: 'Look at the worst roads and prepare diversions' },
  },
  {
    name: { zh: '快速路缓行', en: 'Expressway slow' },
    ...{ measure: 'link_speed', target: { classes: ['motorway', 'expressway'] }, hysteresis: 5 },
    levels: { yellow: 20, orange: 12, red: 6 },
    advice: { zh: '看是否有事故，通知交警', en: 'Look for an incident, tell the police' },
  },
  {
    name: { zh: '枢纽周边拥堵', en: 'Roads of a hub congested' },
    ...{ measure: 'index', target: { scope: 'hub' }, hysteresis: 0.5 },
    levels: { blue: 5, yellow: 6.5, orange: 8 },
    advice: { zh: '联系枢纽疏散客流', en: 'Ask the hub to spread its passengers' },
  },
  {
    name: { zh: '数据源静默', en: 'Source silent' },
    ...{ measure: 'source_silence', hysteresis: 0 },
    levels: { yellow: 5, orange: 15, red: 60 },
    advice: { zh: '联系数据源责任单位', en: 'Ask who answers for the source' },
  },
];

/** The officer of the demo city writes rules once, and acknowledges what is red or orange after a while. */
export function createWarningsDemo(log: Logger): Demo {
  return {
    async duty(_city, desk) {
      while (!desk.signal.aborted) {
        await atTheDesk(desk).catch((err: unknown) => {
          if (!desk.signal.aborted)
            log.warn({ err }, 'the officer of the demo city could not see to warnings');
        });
        await sleep(2 * MINUTE_MS, undefined, { signal: desk.signal }).catch(() => undefined);
      }
    },
  };
}

async function atTheDesk({ signIn, clock }: DemoDesk): Promise<void> {
  const officer = await signIn();
  try {
    const rules = await officer.call<WarningRule[]>('GET', '/warning-rules');
    if (rules.length === 0)
      for (const rule of RULES) await officer.call('POST', '/warning-rules', draftOf(rule));
    await acknowledge(officer, clock.now());
  } finally {
    await officer.signOut();
  }
}

function draftOf({ name, measure, levels, target, hysteresis, advice }: DemoRule): RuleDraft {
  return {
    ...{ name, measure, hysteresis, advice, schedule: ALWAYS, for_s: 300, clear_for_s: 300, enabled: true },
    levels: { blue: null, yellow: null, orange: null, red: null, ...levels },
    target: { scope: 'district', ...ANYWHERE, ...target },
  };
}

/** What has burned for two minutes and nobody has seen to. */
async function acknowledge(officer: DemoOfficer, now_ms: number): Promise<void> {
  const { warnings } = await officer.call<WarningList>('GET', '/warnings');
  const on = warnings
    .filter(({ attention, level }) => attention === 'unanswered' && (level === 'red' || level === 'orange'))
    .filter(({ began_ms }) => now_ms - began_ms > 2 * MINUTE_MS)
    .slice(0, 20)
    .map(({ id, version }) => ({ id, version }));
  if (on.length > 0) await officer.call('POST', '/warnings/acts', { on, act: { kind: 'acknowledge' } });
}
