import type { InterchangeAccess, PlatformSecret, RosterOutcome, SourceHealth } from '@opentocc/contract';
import {
  type FreightLife,
  freightLifeOf,
  LIFE_PLATFORMS,
  type LifePlatform,
  type PlatformAccess,
  runTruckPlatforms,
} from '@opentocc/testkit/freight';
import type { Clock } from '../../kit/clock.ts';
import type { Demo, DemoOperator } from '../../kit/demo.ts';
import { invariant } from '../../kit/errors.ts';

const HEADINGS = ['终端号', '车牌', '车牌颜色', '车辆类别', '设备号', '制造商', '型号'];
/** Access code of the first platform; the next one has the next. */
const FIRST_CENTRE = 44_030_101;
const USER = 1001;
const REPORT_INTERVAL_S = 15;

/** Platforms of two operators of the demo city's trucks, which log in by JT/T 809 and forward what the trucks report. */
export function createInterchangeDemo({ clock }: { readonly clock: Clock }): Demo {
  const access = new Map<string, PlatformAccess>();
  let address: { readonly host: string; readonly port: number } | null = null;
  return {
    // Passwords are shown once: whoever starts again makes new ones.
    registers_for_world: true,
    isUnregistered: (city) => access.size === 0 && freightLifeOf(city) !== null,
    async register(city, operator) {
      const life = freightLifeOf(city);
      if (!life) return;
      const known = await operator.call<SourceHealth[]>('GET', '/sources');
      for (const [at, platform] of LIFE_PLATFORMS.entries()) {
        const there = known.find(({ code }) => code === platform.code);
        const source = there?.id ?? (await addSource(operator, platform));
        // What operators changed since stays as it is.
        if (!there?.terminals) await importTrucks(operator, life, platform, source);
        const settings = { centre: FIRST_CENTRE + at, user: USER, sub_link_host: null };
        await operator.call('PUT', `/sources/${source}/platform`, settings);
        const secret = await operator.call<PlatformSecret>('POST', `/sources/${source}/platform/password`);
        access.set(platform.code, secret);
      }
      const door = await operator.call<InterchangeAccess>('GET', '/interchange');
      // Where the port is taken somebody else listens there, whom these trucks do not concern.
      address = door.state === 'up' ? { host: reachable(door.host), port: door.port } : null;
    },
    async world(city, { signal }) {
      const life = freightLifeOf(city);
      if (!life || !address || signal.aborted) return;
      await runTruckPlatforms({ life, ...address, access, now: clock.now, signal });
    },
  };
}

/** @returns its id. */
async function addSource(operator: DemoOperator, { code, name }: LifePlatform): Promise<number> {
  const draft = { code, name, owner: name.zh, protocol: 'JT/T 809', report_interval_s: REPORT_INTERVAL_S };
  return (await operator.call<SourceHealth>('POST', '/sources', draft)).id;
}

async function importTrucks(
  operator: DemoOperator,
  { trucks }: FreightLife,
  platform: LifePlatform,
  source: number,
): Promise<void> {
  const rows = trucks
    .filter(({ firm }) => firm.platform.code === platform.code)
    .map(({ terminal, plate, plate_colour, class: kind, index }) => {
      const vehicle_class = kind === 'hazmat' ? 'dangerous_goods' : 'freight';
      return [terminal, plate, plate_colour, vehicle_class, `C${index}`, '44030', 'SZ-GT6'].join(',');
    });
  const { bad_rows } = await operator.call<RosterOutcome>('POST', '/rosters/import', {
    file: 'demo-trucks.csv',
    content_base64: Buffer.from(`\ufeff${[HEADINGS.join(','), ...rows].join('\n')}\n`).toString('base64'),
    source,
  });
  invariant(bad_rows === 0, `the roster of the demo trucks has ${bad_rows} bad rows`);
}

/** Where a program of this machine reaches what listens at an address. */
const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);
