import { describe, expect, it } from 'vitest';
import { learn } from './learn.ts';
import type { ClassExample, ClassModel, TaxonomyDay } from './model.ts';
import { packModel, unpackModel } from './packed-model.ts';
import { CLASS_RULES, classRulesOn } from './rules.ts';
import { splitByTime } from './split.ts';
import { createModelSuggester } from './suggest-by-model.ts';
import { SMALL_RULES, smallCases } from './test-case-classes.ts';
import { countUnits, createUnitTable } from './unit-table.ts';

const NOBODY = { district: null, meant: null, line: null };
const example = (text: string, received_ms: number, more: Partial<ClassExample> = {}): ClassExample => ({
  ...{ text, received_ms, category: 'metro', type: 'consultation', unit: null, cluster: null, ...NOBODY },
  ...more,
});

const categoryOf = (code: string, words: string, unit: string | null = null) => ({
  ...{ code, unit, words: words.split(' ') },
});
const DAY: TaxonomyDay = {
  categories: [
    categoryOf('metro', '地铁 站台', 'operations'),
    categoryOf('bus_line', '公交 站台', 'operations'),
    categoryOf('toll', '收费站 发票'),
    categoryOf('water_rescue', '落水 搜救'),
  ],
  today: new Map(['metro', 'bus_line', 'toll', 'water_rescue'].map((code) => [code, code])),
  types: [{ name: 'complaint', words: ['投诉'] }],
  units: null,
};
const START = { rules: SMALL_RULES, day: DAY };
const small = (each: number) =>
  smallCases(each).map(({ text, category, closed_ms }) => example(text, closed_ms, { category }));

describe('cases that are held out', () => {
  it('are the newest matters, and none whose text was learned', () => {
    const all = Array.from({ length: 10 }, (_, i) => example(`第${i}件事`, i));
    // The first matter comes once more, with another punctuation.
    const { learned, held } = splitByTime([...all, example('第0件，事。', 100)], 0.2);
    expect(held.map(({ text }) => text)).toEqual(['第8件事', '第9件事']);
    expect(learned).toHaveLength(9);
  });

  it('are on one side with those of their confirmed matter, whatever their words', () => {
    const all = [
      example('等车太久', 1, { cluster: 7 }),
      ...Array.from({ length: 8 }, (_, i) => example(`第${i}件`, 10 + i)),
      example('班次太少', 100, { cluster: 7 }),
      example('班次 太少', 101),
    ];
    expect(splitByTime(all, 0.25).held.map(({ text }) => text)).toEqual(['第6件', '第7件']);
  });
});

describe('units of closed cases', () => {
  const anywhere = () => true;
  const dispatched = (n: number, unit: string, more: Partial<ClassExample> = {}) =>
    Array.from({ length: n }, () => example('', 0, { category: 'toll', unit, ...more }));

  it('lead away from the unit of the taxonomy as far as there are many', () => {
    const few = createUnitTable(countUnits(dispatched(2, 'highways')));
    const many = createUnitTable(countUnits(dispatched(20, 'highways')));
    expect(few('toll', NOBODY, 'usual', anywhere)).toBe('usual');
    expect(many('toll', NOBODY, 'usual', anywhere)).toBe('highways');
    expect(many('metro', NOBODY, 'usual', anywhere)).toBe('usual');
    expect(many('metro', NOBODY, null, anywhere)).toBeNull();
  });

  it('are distinguished by line, party or district where these say more than the category', () => {
    const table = createUnitTable(
      countUnits([
        ...dispatched(30, 'west', { district: 'w' }),
        ...dispatched(30, 'east', { district: 'e' }),
        ...dispatched(10, 'taxi', { meant: { kind: 'vehicle', name: '粤B12345' } }),
        ...dispatched(8, 'bus', { line: 'M299' }),
      ]),
    );
    const find = (more: object) => table('toll', { ...NOBODY, ...more }, null, anywhere);
    expect(find({ district: 'w' })).toBe('west');
    expect(find({ district: 'e' })).toBe('east');
    expect(find({ line: 'M299' })).toBe('bus');
    expect(find({ meant: { kind: 'vehicle', name: '粤B99999' } })).toBe('taxi');
    expect(find({})).toBeNull();
  });

  it('are learned by no name of a person and no plate', () => {
    const named = (kind: 'person' | 'vehicle' | 'firm') =>
      JSON.stringify(countUnits(dispatched(9, 'taxi', { meant: { kind, name: '王小明' } })));
    for (const kind of ['person', 'vehicle'] as const) expect(named(kind)).not.toContain('王小明');
    expect(named('firm')).toContain('王小明');
  });

  it('are none that is not there any more, nor of cases that never left the hotline', () => {
    const counts = countUnits([...dispatched(20, 'closed-down'), ...dispatched(20, 'stays')]);
    const isUnit = (code: string) => code === 'stays';
    expect(createUnitTable(counts)('toll', NOBODY, null, isUnit)).toBe('stays');
    expect(countUnits([example('', 0)])).toEqual([]);
  });
});

describe('what is learned', () => {
  const learned = learn(small(40), START);
  const model = learned.model as ClassModel;
  const suggest = createModelSuggester(model, 5, 200);
  const ask = (text: string, day = DAY) => suggest(day, { text, ...NOBODY });

  it('is judged on cases that it had not seen, and used where it is not worse', () => {
    expect(learned.state).toBe('used');
    expect(learned.held_out?.cases).toBe(24);
    expect(learned.held_out?.category.model.right).toBeGreaterThanOrEqual(
      learned.held_out?.category.words.right as number,
    );
    expect(learned.says).toEqual({ type: false, unit: true });
  });

  it('has odds that make at most 1, the likeliest first, with runs of the text as reasons', () => {
    const all = ask('地铁车厢太挤了');
    expect(all[0]).toMatchObject({ category: 'metro', by: 'model', model: 5, type: 'consultation' });
    expect(all.reduce((sum, { odds }) => sum + odds, 0)).toBeLessThanOrEqual(1.011);
    expect(all[0].reasons.every((reason) => '地铁车厢太挤了'.includes(reason))).toBe(true);
  });

  it('gives way to words of what it does not know, and to the words of types', () => {
    expect(ask('有人落水需要搜救')[0]).toMatchObject({ category: 'water_rescue', by: 'words', model: 5 });
    expect(ask('我要投诉地铁闸机')[0].type).toBe('complaint');
  });

  it('adds up what was merged, and says nothing of what ended', () => {
    const today = new Map([
      ['metro', 'bus_line'],
      ['bus_line', 'bus_line'],
    ]);
    const day = { ...DAY, today, categories: DAY.categories.slice(1) };
    const all = ask('地铁车厢的问题', day);
    expect(all[0]).toMatchObject({ category: 'bus_line' });
    expect(all[0].odds).toBeGreaterThan(0.95);
    expect(all.map(({ category }) => category)).not.toContain('metro');
  });

  it('is the same after it was stored', async () => {
    const again = createModelSuggester(await unpackModel(await packModel(model)), 5, 200);
    expect(again(DAY, { text: '公交末班车', ...NOBODY })).toEqual(ask('公交末班车'));
  });

  it('is refused damaged, or of another format', async () => {
    const packed = await packModel(model);
    await expect(unpackModel(packed.slice(0, packed.length / 2))).rejects.toThrow();
    await expect(unpackModel(await packModel({ ...model, units: [{}] as never }))).rejects.toThrow();
  });

  it('of types is used too once they are distinguished better than by words', () => {
    const typed = small(40).map((one, i) => ({
      ...one,
      ...(i % 2 === 0 && { text: `${one.text}，太差劲了`, type: 'complaint' as const }),
    }));
    const { says, held_out, model: with_types } = learn(typed, START);
    expect(held_out?.type.model.right).toBeGreaterThan(held_out?.type.words.right as number);
    expect(says.type).toBe(true);
    expect(with_types?.types?.classes).toEqual(['complaint', 'consultation']);
  });
});

it('is nothing of one category, of none, or of too few held out', () => {
  for (const all of [[], small(40).filter(({ category }) => category === 'metro'), small(5)])
    expect(learn(all, START)).toMatchObject({ state: 'too_few', cases: all.length, model: null });
});

it('goes by the rules that are in force on its day', () => {
  const later = { ...CLASS_RULES[0], valid_from: '2027-01-01', least_cases: 50 };
  const rules = [...CLASS_RULES, later];
  expect(classRulesOn('2026-12-31', rules).least_cases).toBe(20);
  expect(classRulesOn('2027-01-01', rules).least_cases).toBe(50);
  expect(classRulesOn('2019-01-01', rules).least_cases).toBe(20);
});
