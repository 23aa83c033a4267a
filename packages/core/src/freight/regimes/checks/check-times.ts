import { clockText } from '../clock-words.ts';
import type { Regime, RegimeBook } from '../regime.ts';
import { commonSpan, gapsIn, isSpan, type OpenSpan, pairsOf } from './intervals.ts';
import { error, type RegimeFault } from './regime-fault.ts';

const until = ({ to_ms }: OpenSpan) =>
  to_ms === null
    ? { zh: '以后一直', en: 'from then on' }
    : { zh: `至 ${clockText(to_ms)}`, en: `until ${clockText(to_ms)}` };

/** Regimes of the city follow each other without a gap and without an overlap; so do those of a street without an overlap. */
export function checkTimes({ regimes }: RegimeBook): RegimeFault[] {
  const sound = regimes.filter(isSpan);
  const city = sound.filter(({ streets }) => streets.length === 0);
  return [
    ...regimes.filter((one) => !isSpan(one)).map(endsBefore),
    ...gapsIn(city).map((gap) =>
      error(
        ...(['gap', { of: 'city', ...gap }] as const),
        `${clockText(gap.from_ms)} 至 ${clockText(gap.to_ms)} 全市没有生效的规则集：请补上，“平”也是一种`,
        `No regime of the city is in force from ${clockText(gap.from_ms)} until ${clockText(gap.to_ms)}: add one; normal management is one too`,
      ),
    ),
    ...pairsOf(sound).flatMap(([a, b]) => overlapping(a, b)),
    ...repeatedVersions(regimes),
  ];
}

const endsBefore = ({ code, name, from_ms, to_ms }: Regime): RegimeFault =>
  error(
    ...(['ends_before', { of: code, from_ms, to_ms }] as const),
    `“${name.zh}”的结束不晚于开始：请改正日期`,
    `“${name.en}” ends no later than it begins: correct its dates`,
  );

/** Two regimes that hold for the same trips in the same place of the order: both of the city, or both of one street. */
function overlapping(a: Regime, b: Regime): RegimeFault[] {
  const common = commonSpan(a, b);
  const bothCity = a.streets.length === 0 && b.streets.length === 0;
  const shared = a.streets.filter((street) => b.streets.includes(street));
  if (common === null || (!bothCity && shared.length === 0)) return [];
  const { zh, en } = until(common);
  return [
    error(
      ...(['overlap', { of: b.code, ...common }] as const),
      `“${a.name.zh}”第 ${a.version} 版与“${b.name.zh}”第 ${b.version} 版自 ${clockText(common.from_ms)} ${zh}同时生效：请让一个在另一个开始时结束`,
      `“${a.name.en}” version ${a.version} and “${b.name.en}” version ${b.version} are both in force from ${clockText(common.from_ms)} ${en}: let one end where the other begins`,
    ),
  ];
}

const repeatedVersions = (regimes: readonly Regime[]): RegimeFault[] =>
  pairsOf(regimes)
    .filter(([a, b]) => a.code === b.code && a.version === b.version)
    .map(([, { code, version, name }]) =>
      error(
        ...(['version_twice', { of: code }] as const),
        `“${name.zh}”有两个第 ${version} 版：请改其中一个的版本号`,
        `“${name.en}” has two versions ${version}: number one of them otherwise`,
      ),
    );
