import { hoursText } from './clock-words.ts';
import { DOCUMENT_WORDS } from './kinds/documents.ts';
import type { Rule } from './kinds/index.ts';
import { MEANS_WORDS } from './kinds/stays.ts';
import { MODE_WORDS } from './kinds/trips.ts';
import { POINT_WORDS } from './point-words.ts';
import { portName } from './port-names.ts';
import type { Words } from './words.ts';

const words = (zh: string, en: string): Words => ({ zh, en });
const namesOf = (all: readonly Words[], last: Words): Words => ({
  zh: all.map(({ zh }) => zh).join(last.zh),
  en: all.map(({ en }) => en).join(last.en),
});
const OR = words('或', ' or ');
const AND = words('、', ', ');
const all = (sentences: readonly Words[]): Words => ({
  zh: sentences.map(({ zh }) => zh).join('；'),
  en: sentences.map(({ en }) => en).join('; '),
});

type SentenceOf = { readonly [K in Rule['kind']]: (rule: Extract<Rule, { kind: K }>) => readonly Words[] };

const SENTENCES: SentenceOf = {
  trips({ modes }) {
    if (modes.length === 0) return [words('一律不得通行', 'None may go')];
    const of = namesOf(
      modes.map((mode) => MODE_WORDS[mode]),
      OR,
    );
    return [words(`可以${of.zh}通行`, `May go ${of.en}`)];
  },
  ports({ ports, as_declared, open }) {
    const of = namesOf(ports.map(portName), AND);
    return [
      ...(ports.length > 0 ? [words(`只可经${of.zh}`, `Only by ${of.en}`)] : []),
      ...(as_declared ? [words('须经申报的口岸', 'By the port that was declared')] : []),
      ...(open
        ? [words('口岸须在当时对该方向、该车型开放', 'The port is open for direction and class then')]
        : []),
      ...(ports.length === 0 && !as_declared && !open ? [words('任何口岸', 'By any port')] : []),
    ];
  },
  hours: ({ hours }) => [
    words(`只可在 ${hoursText(hours)} 过境`, `The border is crossed within ${hoursText(hours)}`),
  ],
  points({ point, codes, booked }) {
    const { zh, en } = POINT_WORDS[point];
    const of =
      codes.length === 0 ? words('', '') : words(`（${codes.join('、')}）`, ` (${codes.join(', ')})`);
    return [
      words(`须到申报的${zh}${of.zh}`, `Goes to a declared ${en}${of.en}`),
      ...(booked ? [words('须预约时段', 'A time there is booked')] : []),
    ];
  },
  routes({ routes, out_m, in_m }) {
    const of =
      routes.length === 0
        ? words('指定路线', 'a designated route')
        : words(routes.join('、'), routes.join(', '));
    return [
      words(
        `须沿${of.zh}行驶，偏离 ${out_m} 米即为偏航，回到 ${in_m} 米内为归线`,
        `Drives ${of.en}; off it from ${out_m} m, back on it within ${in_m} m`,
      ),
    ];
  },
  stays({ at, declared_only, stages }) {
    const of = namesOf(
      at.map((kind) => POINT_WORDS[kind]),
      AND,
    );
    const said = stages.map(({ after_min, means }) =>
      words(`${after_min} 分钟${MEANS_WORDS[means].zh}`, `${MEANS_WORDS[means].en} after ${after_min} min`),
    );
    return [
      words(
        `只可停在${of.zh}${declared_only ? '（作业点、住宿点、接驳点须为申报的）' : ''}`,
        `Stands only at ${of.en}${declared_only ? ' (sites, lodgings, transfer points: those declared)' : ''}`,
      ),
      words(`在别处停留：${namesOf(said, AND).zh}`, `Elsewhere: ${namesOf(said, AND).en}`),
    ];
  },
  declarations: ({ before_min, entries, tolerance_min }) => [
    words(`须在过境 ${before_min} 分钟前申报`, `Declared ${before_min} min before the crossing`),
    ...(entries === null
      ? []
      : [
          words(
            `一次申报限入境 ${entries} 次`,
            `One declaration holds for ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
          ),
        ]),
    ...(tolerance_min === null
      ? []
      : [
          words(
            `过境时间偏差不超过 ${tolerance_min} 分钟`,
            `Crossed within ${tolerance_min} min of the declared time`,
          ),
        ]),
  ],
  returns({ within, overnight }) {
    const by =
      within.kind === 'same_day'
        ? words('当日返回', 'Back the same day')
        : words(`${within.hours} 小时内返回`, `Back within ${within.hours} h`);
    if (overnight === null) return [by];
    const { zh, en } = POINT_WORDS[overnight];
    return [by, words(`可在入境前申报的${zh}过夜`, `A night at a ${en} declared before the crossing`)];
  },
  documents({ documents }) {
    const of = namesOf(
      documents.map((kind) => DOCUMENT_WORDS[kind]),
      AND,
    );
    return [words(`须随带有效的${of.zh}`, `Carries valid documents: ${of.en}`)];
  },
};

/** What a rule asks for, with its figures, in a sentence: what who drives has to do, and what a comparison of versions reads. */
export const ruleWords = (rule: Rule): Words =>
  all((SENTENCES[rule.kind] as (of: Rule) => readonly Words[])(rule));
