import type { CaseFacts } from '@opentocc/contract';
import { type Askers, concealed } from './askers.ts';
import { OUR_CLOCKS } from './case-clocks.ts';
import type { Draft } from './changes.ts';
import { casesErrors } from './errors.ts';
import type { CaseRow } from './model.ts';
import type { RuleFinder } from './rule-book.ts';
import type { CaseQueries } from './store.ts';
import type { Taxonomy } from './taxonomy.ts';
import { TYPE_WORDS } from './words.ts';

export interface CorrectDeps {
  readonly taxonomy: Pick<Taxonomy, 'require' | 'find'>;
  readonly askers: Pick<Askers, 'open' | 'sealText'>;
  readonly rule: RuleFinder;
  readonly districtAt: (lon: number, lat: number) => string | null;
}

type Facts = Omit<CaseFacts, 'version'>;
interface Corrected {
  readonly part: Partial<CaseRow>;
  readonly zh: string;
  readonly en: string;
}

/** Corrects facts; where the type or the field changes, clocks that run go on by the rule that is right for it. */
export async function correct(
  deps: CorrectDeps,
  draft: Draft,
  queries: CaseQueries,
  facts: Facts,
): Promise<void> {
  const all = correctionsOf(deps, draft, facts);
  if (facts.secret && !draft.row.secret) all.push(await conceal(deps, draft, queries));
  if (all.length === 0) throw casesErrors.nothing_changed();
  for (const { part } of all) draft.set(part);
  followRules(deps, draft);
  draft.note({
    ...{ kind: 'facts', detail: { after: Object.assign({}, ...all.map(({ part }) => shown(part))) } },
    zh: `更正：${all.map(({ zh }) => zh).join('；')}`,
    en: `Corrected: ${all.map(({ en }) => en).join('; ')}`,
  });
}

/** The text stands in the row alone: a line of the timeline cannot be concealed later. */
const shown = ({ text: _, title: __, ...part }: Partial<CaseRow>) => part;

function correctionsOf(deps: CorrectDeps, { row, by }: Draft, facts: Facts): Corrected[] {
  const all: Corrected[] = [];
  const { type, category, title, place, meant } = facts;
  if (type !== undefined && type !== row.type) {
    const [zh, en] = [TYPE_WORDS[type].zh, TYPE_WORDS[type].en];
    all.push({ part: { type }, zh: `类型为${zh}`, en: `type is ${en}` });
  }
  if (category !== undefined && category !== row.category) {
    const { name, field } = deps.taxonomy.require(category, by.at_ms);
    all.push({ part: { category, field }, zh: `分类为${name.zh}`, en: `category is ${name.en}` });
  }
  if (title !== undefined && title !== row.title)
    all.push({
      part: { title: row.secret ? concealed(title, { name: '' }) : title },
      zh: '标题',
      en: 'title',
    });
  if (place !== undefined) all.push(placeOf(deps, place));
  if (meant !== undefined && JSON.stringify(meant) !== JSON.stringify(row.meant))
    all.push({
      ...{ part: { meant } },
      ...{ zh: `被反映对象为${meant?.name ?? '无'}`, en: `meant is ${meant?.name ?? 'nobody'}` },
    });
  return all;
}

function placeOf({ districtAt }: CorrectDeps, { lon, lat, text }: NonNullable<Facts['place']>): Corrected {
  const district = lon === null || lat === null ? null : districtAt(lon, lat);
  return {
    part: { lon, lat, place: text, district },
    zh: `位置为${text || '地图所示'}`,
    en: `place is ${text || 'as on the map'}`,
  };
}

/** From now on nobody reads who asks in the text either; what it said is sealed. */
async function conceal({ askers }: CorrectDeps, { row }: Draft, queries: CaseQueries): Promise<Corrected> {
  const asker = await queries.askers.find(row.id);
  const name = asker ? (await askers.open(asker)).name : '';
  const [text, title] = [concealed(row.text, { name }), concealed(row.title, { name })];
  const sealed = text === row.text ? null : await askers.sealText(row.id, row.text);
  if (sealed !== null) await queries.askers.sealText(row.id, sealed);
  return { part: { secret: true, text, title }, zh: '应诉求人要求保密', en: 'secret, as the asker wishes' };
}

function followRules({ rule }: CorrectDeps, draft: Draft): void {
  const { at_ms } = draft.by;
  for (const name of OUR_CLOCKS) {
    const code = draft.code(name);
    const reading = draft.clocks.isRunning(code) ? draft.clocks.read(code, at_ms) : undefined;
    if (!reading) continue;
    const right = rule(name, draft.row, reading.started_ms);
    const same = ruleKey(right) === ruleKey(reading.rule);
    if (!same)
      draft.clocks.add(code, {
        kind: 'rule_changed',
        at_ms,
        rule: right,
        reason: '更正类型或领域 type or field corrected',
      });
  }
}

const ruleKey = (rule: object): string => {
  const { key = '', version } = rule as { key?: string; version: number };
  return `${key} ${version}`;
};
