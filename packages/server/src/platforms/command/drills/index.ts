import type { Bilingual, Signal } from '@opentocc/contract';
import type { PlatformModule } from '../../platform-module.ts';
import { duty } from '../duty/index.ts';
import { plans } from '../plans/index.ts';
import { situations } from '../situations/index.ts';
import { warnings } from '../warnings/index.ts';
import type { Raised } from './compare.ts';
import { drillsErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveDrills } from './routes.ts';
import { DrillService } from './service.ts';
import { createDrillStore } from './store.ts';

/** Signals of a day that are looked at. */
const MOST_SIGNALS = 1_000;

/** A signal as drills compare it with what was reported. */
const raisedBySignal = ({ id, kind, place, links, began_ms, ended_ms }: Signal): Raised => ({
  ...{ key: `signal/${id}`, title: SIGNAL_NAMES[kind], began_ms, ended_ms },
  place: {
    ...{ lon: place.lon, lat: place.lat, district: place.district, road: place.road, links },
    ...{ districts: place.district === null ? [] : [place.district], streets: [], polygon: [] },
  },
});

const SIGNAL_NAMES: Readonly<Record<Signal['kind'], Bilingual>> = {
  congestion: { zh: '识别：拥堵', en: 'Signal: congestion' },
  speed_drop: { zh: '识别：车速骤降', en: 'Signal: sudden drop of speed' },
  incident: { zh: '识别：疑似事件', en: 'Signal: likely incident' },
  queue: { zh: '识别：异常排队', en: 'Signal: abnormal queue' },
  crowding: { zh: '识别：枢纽聚集', en: 'Signal: crowding at a hub' },
  silence: { zh: '识别：数据中断', en: 'Signal: silence' },
};

/** Situations of a day that are looked at. */
const MOST_SITUATIONS = 1_000;

export const drills: PlatformModule = {
  name: 'drills',
  migrations,
  errors: drillsErrors,
  compose({ db, clock, log }, { accounts }, { detection }, find) {
    const { service: warned } = find(warnings);
    const service = new DrillService({
      ...{ store: createDrillStore(db), clock, log },
      replayRules: warned.replay,
      silencing: warned.silencing,
      warningsThen: warned.listBetween,
      async signalsThen(from_ms, to_ms) {
        const signals = await detection.list(null, { state: 'all', from_ms, to_ms, limit: MOST_SIGNALS });
        return signals.map(raisedBySignal);
      },
      async situationsThen(from_ms, to_ms) {
        const { situations: all } = await find(situations).situations.list(null, {
          ...{ state: 'all', limit: MOST_SITUATIONS },
        });
        return all.filter(({ header, received_ms }) => {
          return header === 'real' && received_ms >= from_ms && received_ms < to_ms;
        });
      },
      replayPlans: (span, past) => find(plans).service.replay(span, past),
      escalationAt: find(duty).escalationAt,
      namesOf: accounts.namesOf,
    });
    return { name: 'drills', routes: [serveDrills(service)], start: service.start };
  },
};
