import { describe, expect, it } from 'vitest';
import {
  CLASSIFIER_OPTIONS,
  classifyByWords,
  createTextClassifier,
  firstByWords,
  readTextModel,
  trainTextClassifier,
  writeTextModel,
} from './index.ts';

/** Sentences of three matters, each made of its own words and words of all. */
function examples(from: number, to: number) {
  const words = {
    公交: ['公交车', '不停站', '站台', '线路', '末班车', '换乘'],
    出租: ['的士', '拒载', '绕路', '计价器', '打表', '发票'],
    道路: ['坑洼', '井盖', '路灯', '护栏', '塌陷', '积水'],
  };
  const common = ['你好', '我想反映', '昨天晚上', '请尽快处理', '谢谢'];
  return Object.entries(words).flatMap(([label, own], c) =>
    Array.from({ length: to - from }, (_, k) => {
      const i = from + k;
      const pick = (all: readonly string[], salt: number) => all[(i * 7 + salt * 3 + c) % all.length];
      return { label, text: [pick(common, 1), pick(own, 2), pick(common, 3), pick(own, i % 5)].join('，') };
    }),
  );
}

describe('classes learned from texts', () => {
  const model = trainTextClassifier(examples(0, 60));
  const classifier = createTextClassifier(model);

  it('are found in texts that were not learned', () => {
    for (const { text, label } of examples(60, 80)) expect(classifier.classify(text)[0].name).toBe(label);
  });

  it('have odds that make 1, and are sure of what is plain', () => {
    const odds = classifier.classify('的士拒载，还不打表');
    expect(odds.reduce((sum, one) => sum + one.odds, 0)).toBeCloseTo(1, 9);
    expect(odds[0]).toMatchObject({ name: '出租' });
    expect(odds[0].odds).toBeGreaterThan(0.8);
  });

  it('are less sure of what speaks for nothing', () => {
    const [best] = classifier.classify('今天天气不错');
    expect(best.odds).toBeLessThan(classifier.classify('的士拒载，还不打表')[0].odds);
  });

  it('name what spoke for them', () => {
    const texts = classifier.reasons('昨天晚上井盖塌陷', '道路', 3).map(({ text }) => text);
    expect(texts.some((text) => /井盖|塌陷/.test(text))).toBe(true);
    expect(texts.some((text) => '昨天晚上'.includes(text))).toBe(false);
  });

  it('are the same after a model was stored as JSON', () => {
    const again = createTextClassifier(readTextModel(JSON.parse(JSON.stringify(writeTextModel(model)))));
    expect(again.classify('公交车不停站')).toEqual(classifier.classify('公交车不停站'));
  });

  it('are learned the same way each time', () => {
    expect(trainTextClassifier(examples(0, 60)).weights).toEqual(model.weights);
  });
});

it('knows no more features than it may, those of the most texts', () => {
  const options = { ...CLASSIFIER_OPTIONS, most_features: 60 };
  const model = trainTextClassifier(examples(0, 60), options);
  expect(model.keys).toHaveLength(60);
  expect(Math.max(...model.rarities)).toBeLessThan(
    Math.max(...trainTextClassifier(examples(0, 60)).rarities),
  );
});

describe('classes by words alone', () => {
  const classes = [
    { name: '公交', words: ['公交', '末班车'] },
    { name: '出租', words: ['出租车', '拒载'] },
  ];

  it('are those whose words a text holds, the one with the most letters first, with the words that spoke', () => {
    const [first, second, ...more] = classifyByWords(classes, '公交司机拒载，末班车也不停');
    expect(first).toMatchObject({ name: '公交', reasons: ['公交', '末班车'] });
    expect(second).toMatchObject({ name: '出租', reasons: ['拒载'] });
    expect(first.odds).toBeCloseTo(5 / 9);
    expect(more).toEqual([]);
    expect(classifyByWords(classes, '今天天气不错')).toEqual([]);
  });

  it('are found in full width as in half width', () => {
    expect(classifyByWords([{ name: 'toll', words: ['ETC'] }], 'ＥＴＣ扣费')[0].name).toBe('toll');
  });

  it('are the first one of a list where one is wanted', () => {
    expect(firstByWords(classes, '出租车不如公交', '其他')).toBe('公交');
    expect(firstByWords(classes, '天气', '其他')).toBe('其他');
  });
});

it('refuses to learn a single class', () => {
  expect(() => trainTextClassifier([{ text: '你好', label: '公交' }])).toThrow(RangeError);
});

it('refuses a model whose columns do not fit', () => {
  const written = writeTextModel(trainTextClassifier(examples(0, 3)));
  expect(() => readTextModel({ ...written, classes: ['公交'] })).toThrow(RangeError);
  expect(() => readTextModel({ ...written, constants: '' })).toThrow(RangeError);
  expect(() => readTextModel({ ...written, sharpness: 0 })).toThrow(RangeError);
  const { constants } = readTextModel(written);
  const broken = writeTextModel({ ...readTextModel(written), constants: constants.fill(Number.NaN) });
  expect(() => readTextModel(broken)).toThrow(RangeError);
});
