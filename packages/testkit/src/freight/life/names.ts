import type { Words } from '@opentocc/core/freight';
import { hash01 } from '@opentocc/core/random';

const SURNAMES: readonly Words[] = [
  ...[
    ['陈', 'Chen'],
    ['李', 'Li'],
    ['黄', 'Huang'],
    ['张', 'Zhang'],
    ['梁', 'Liang'],
    ['林', 'Lin'],
    ['刘', 'Liu'],
    ['吴', 'Wu'],
    ['罗', 'Luo'],
    ['何', 'He'],
    ['郑', 'Zheng'],
    ['邓', 'Deng'],
  ],
].map(([zh, en]) => ({ zh, en }));
/** As they are written in Hong Kong. */
const SURNAMES_HK: readonly Words[] = [
  ...[
    ['陳', 'Chan'],
    ['黃', 'Wong'],
    ['張', 'Cheung'],
    ['梁', 'Leung'],
    ['劉', 'Lau'],
    ['吳', 'Ng'],
    ['羅', 'Lo'],
    ['鄭', 'Cheng'],
  ],
].map(([zh, en]) => ({ zh, en }));
const GIVEN: readonly Words[] = [
  ...[
    ['志强', 'Zhiqiang'],
    ['伟明', 'Weiming'],
    ['国华', 'Guohua'],
    ['建平', 'Jianping'],
    ['永发', 'Yongfa'],
    ['俊杰', 'Junjie'],
    ['海涛', 'Haitao'],
    ['少雄', 'Shaoxiong'],
    ['文斌', 'Wenbin'],
    ['丽芳', 'Lifang'],
    ['春生', 'Chunsheng'],
    ['锦荣', 'Jinrong'],
  ],
].map(([zh, en]) => ({ zh, en }));
const GIVEN_HK: readonly Words[] = [
  ...[
    ['志強', 'Chi Keung'],
    ['偉明', 'Wai Ming'],
    ['國華', 'Kwok Wah'],
    ['永發', 'Wing Fat'],
    ['俊傑', 'Chun Kit'],
    ['錦榮', 'Kam Wing'],
  ],
].map(([zh, en]) => ({ zh, en }));

/** The name of a driver by number; of Hong Kong, in its characters and spelling. */
export function driverName(seed: number, index: number, of_hong_kong: boolean): Words {
  const [surnames, given] = of_hong_kong ? [SURNAMES_HK, GIVEN_HK] : [SURNAMES, GIVEN];
  const one = (all: readonly Words[], what: number) =>
    all[Math.floor(hash01(seed, index, 701, what) * all.length)];
  const [family, own] = [one(surnames, 1), one(given, 2)];
  return { zh: `${family.zh}${own.zh}`, en: `${family.en} ${own.en}` };
}
