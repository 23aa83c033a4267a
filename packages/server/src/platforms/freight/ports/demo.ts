import { freightLifeOf } from '@opentocc/testkit/freight';
import type { Demo, DemoPerson } from '../../../kit/demo.ts';
import { askForKey } from '../../../kit/demo-key.ts';
import { playLanes } from './demo-lanes.ts';
import { makePortsPast, type PortsPastDeps } from './demo-past.ts';

/** Who asks for the key of the lanes, as customs would. */
const APPLICANT: DemoPerson = {
  ...{ name: 'demo-customs', display_name: '示范海关联络员', role: 'department-user' },
};
const ITEM = 'port-crossings';

/** Customs lanes of the demo city report who crosses, by a key; a week of waits and forecasts lies behind. */
export function createPortsDemo(deps: PortsPastDeps): Demo {
  let key: string | undefined;
  return {
    people: [APPLICANT],
    // Keys are shown once: whoever starts again asks for a new one.
    registers_for_world: true,
    isUnregistered: (city) => key === undefined && freightLifeOf(city) !== null,
    async register(_city, operator, signInAs) {
      const purpose = '示范城市口岸海关通道上报';
      key = await askForKey(operator, signInAs, { item: ITEM, purpose, applicant: APPLICANT.name });
    },
    async past(city, past) {
      const life = freightLifeOf(city);
      if (life) await makePortsPast(deps, life, past);
    },
    async world(city, door) {
      const life = freightLifeOf(city);
      if (life && key !== undefined && !door.signal.aborted) await playLanes(city, life, door, key);
    },
  };
}
