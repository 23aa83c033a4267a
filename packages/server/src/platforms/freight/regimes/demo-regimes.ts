import type { FreightRegime } from '@opentocc/contract';
import { FIRST_REGIMES } from '@opentocc/core/freight';

type Drafted = Omit<FreightRegime, 'version'>;

const words = (zh: string, en: string) => ({ zh, en });
const EVERY = { directions: [], classes: [], cities: [], other_than: [], streets: [] };
const TODAY = FIRST_REGIMES.regimes.filter(({ code, to_ms }) => code === 'normal' && to_ms === null)[0];

/** What a storm asks for: no dangerous goods, two ports alone, declared two hours before, back the same day. */
export const stormRegime = (
  code: string,
  name: FreightRegime['name'],
  from_ms: number,
  to_ms: number,
): Drafted =>
  structuredClone({
    ...{ code, name, stance: 'emergency', streets: [], from_ms, to_ms, assumed: true },
    source: words('示范城市的防汛预案', 'Flood plan of the demo city'),
    opening: { planned: 'rejudge', under_way: 'finish', grace_min: 12 * 60 },
    rules: [
      {
        ...{
          key: 'trips',
          name: words('可行车次', 'Trips that may go'),
          consequence: 'refuse',
          assumed: false,
        },
        scope: { ...EVERY, classes: ['container', 'lorry', 'reefer', 'coach'] },
        ...{ kind: 'trips', modes: ['direct', 'relayed'] },
      },
      {
        ...{
          key: 'no-hazmat',
          name: words('危货停运', 'No dangerous goods'),
          consequence: 'refuse',
          assumed: false,
        },
        ...{ scope: { ...EVERY, classes: ['hazmat'] }, kind: 'trips', modes: [] },
      },
      {
        ...{
          key: 'ports',
          name: words('只走两口岸', 'Two ports'),
          consequence: 'refuse',
          assumed: false,
          scope: EVERY,
        },
        ...{ kind: 'ports', ports: ['huanggang', 'shenzhen-bay'], as_declared: true, open: true },
      },
      {
        ...{
          key: 'declared',
          name: words('提前申报', 'Declared before'),
          consequence: 'refuse',
          assumed: true,
        },
        ...{ scope: EVERY, kind: 'declarations', before_min: 120, entries: 1, tolerance_min: 120 },
      },
      {
        ...{
          key: 'returns',
          name: words('当日返回', 'Back the same day'),
          consequence: 'alarm',
          assumed: false,
        },
        ...{
          scope: { ...EVERY, directions: ['in'] },
          kind: 'returns',
          within: { kind: 'same_day' },
          overnight: 'lodging',
        },
      },
      ...TODAY.rules.filter(({ key }) => key === 'papers'),
    ],
  }) as unknown as Drafted;
