import { contradictionOf, faultsOf, type Rule } from '../kinds/index.ts';
import { holdsFor, type Regime, type RegimeBook, scopeWithin } from '../regime.ts';
import { isInScope } from '../scope.ts';
import { cellsOf, OTHER_CITY } from './cells.ts';
import { commonSpan, isSpan, pairsOf } from './intervals.ts';
import { error, type RegimeFault } from './regime-fault.ts';

/** Each rule by itself, rules against each other, and whether every trip has one that says whether it may go. */
export const checkRules = (book: RegimeBook): RegimeFault[] => [
  ...book.regimes.flatMap((regime) => [
    ...regime.rules.flatMap((rule) => alone(regime, rule)),
    ...repeatedKeys(regime),
    ...uncovered(regime),
    ...pairsOf(regime.rules).flatMap(([a, b]) => together([regime, a], [regime, b])),
  ]),
  ...pairsOf(book.regimes.filter(isSpan))
    .filter(([a, b]) => isOneOfEach(a, b) && commonSpan(a, b) !== null)
    .flatMap(([a, b]) => a.rules.flatMap((x) => b.rules.flatMap((y) => together([a, x], [b, y])))),
];

/** One of the city and one of a street: both hold for a trip there. */
const isOneOfEach = (a: Regime, b: Regime): boolean => (a.streets.length === 0) !== (b.streets.length === 0);

function alone({ code }: Regime, rule: Rule): RegimeFault[] {
  const about = { of: code, rules: [rule.key] };
  const { scope, name } = rule;
  const both = scope.cities.filter((city) => scope.other_than.includes(city));
  return [
    ...faultsOf(rule).map((one) =>
      error(one.code, about, `“${name.zh}”：${one.text.zh}`, `“${name.en}”: ${one.text.en}`),
    ),
    ...(both.length > 0
      ? [
          error(
            ...(['scope_empty', about] as const),
            `“${name.zh}”同时包含和排除目的地 ${both.join('、')}：请删去其一`,
            `“${name.en}” both names and leaves out ${both.join(', ')}: delete one or the other`,
          ),
        ]
      : []),
  ];
}

function repeatedKeys({ code, rules }: Regime): RegimeFault[] {
  const keys = rules.map(({ key }) => key);
  return [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))].map((key) =>
    error(
      ...(['key_twice', { of: code, rules: [key] }] as const),
      `规则编号 ${key} 出现两次：请改其中一个`,
      `The key ${key} stands for two rules: change one of them`,
    ),
  );
}

/** Kinds of trips that no rule of the kind `trips` is about: nothing says whether they may go. One fault names the first. */
function uncovered(regime: Regime): RegimeFault[] {
  const scopes = regime.rules.map((rule) => scopeWithin(regime, rule));
  const says = regime.rules.filter(({ kind }) => kind === 'trips');
  const bare = cellsOf([...scopes, { ...EMPTY, streets: regime.streets }])
    .filter((cell) => holdsFor(regime, cell))
    .filter((cell) => !says.some(({ scope }) => isInScope(scope, cell)));
  if (bare.length === 0) return [];
  const [{ direction, class: vehicle, destination }] = bare;
  const city =
    destination.city === OTHER_CITY
      ? { zh: '其他城市', en: 'another city' }
      : { zh: destination.city, en: destination.city };
  const street = destination.street === null ? '' : ` ${destination.street}`;
  return [
    error(
      ...(['uncovered', { of: regime.code }] as const),
      `“${regime.name.zh}”没有规定 ${bare.length} 类车次可否通行，例如 ${direction === 'in' ? '入境' : '出境'}、${vehicle}、目的地${city.zh}${street}：请加一条“可行车次”`,
      `“${regime.name.en}” does not say whether ${bare.length} kinds of trips may go, such as ${direction === 'in' ? 'inbound' : 'outbound'}, ${vehicle}, to ${city.en}${street}: add a rule of the kind “trips that may go”`,
    ),
  ];
}

const EMPTY = { directions: [], classes: [], cities: [], other_than: [], streets: [] };

type Placed = readonly [regime: Regime, rule: Rule];

/** Two rules that hold for the same trip and that no trip can obey. */
function together([a, x]: Placed, [b, y]: Placed): RegimeFault[] {
  const why = contradictionOf(x, y);
  if (why === null) return [];
  const [here, there] = [scopeWithin(a, x), scopeWithin(b, y)];
  const meet = cellsOf([here, there, { ...EMPTY, streets: [...a.streets, ...b.streets] }]).some(
    (cell) => holdsFor(a, cell) && holdsFor(b, cell) && isInScope(here, cell) && isInScope(there, cell),
  );
  if (!meet) return [];
  return [
    error(
      ...(['contradiction', { of: b.code, rules: [x.key, y.key] }] as const),
      `“${x.name.zh}”与“${y.name.zh}”矛盾：${why.text.zh}`,
      `“${x.name.en}” contradicts “${y.name.en}”: ${why.text.en}`,
    ),
  ];
}
