import type { Demo } from '../../../kit/demo.ts';
import { askForKey } from '../../../kit/demo-key.ts';
import type { Logger } from '../../../kit/log.ts';
import { workAtDesks } from './demo-desks.ts';
import { createOverloadDeclarer } from './demo-exemptions.ts';
import { type DemoKeys, DemoLine, playLine } from './demo-line.ts';
import { type DemoPastDeps, makeHotlinePast } from './demo-past.ts';
import { APPLICANT, PEOPLE, UNITS } from './demo-people.ts';
import { playSite } from './demo-site.ts';

export interface HotlineDemoDeps extends DemoPastDeps {
  readonly log: Logger;
}

/** People of the demo city call the hotline, those at its desks answer, and firms and districts handle what they bring. */
export function createHotlineDemo({ log, ...deps }: HotlineDemoDeps): Demo {
  const keys: { -readonly [K in keyof DemoKeys]?: string } = {};
  const line = new DemoLine();
  return {
    units: UNITS,
    people: PEOPLE,
    // Keys are shown once: whoever starts again asks for new ones.
    registers_for_world: true,
    isUnregistered: () => keys.calls === undefined,
    async register(_city, operator, signInAs) {
      for (const { name } of PEOPLE) await (await signInAs(name)).signOut();
      const wish = { purpose: '示范城市的外部系统', applicant: APPLICANT.name };
      for (const item of ['calls', 'transfers'] as const)
        keys[item] = await askForKey(operator, signInAs, { item, ...wish });
    },
    past: (city, past) => makeHotlinePast(deps, city, past),
    async world(city, door) {
      const { calls, transfers } = keys;
      if (door.signal.aborted || !calls || !transfers) return;
      await Promise.all([playLine(city, door, { calls, transfers }, line), playSite(city, door)]);
    },
    duty: (city, desk) => workAtDesks(desk, line, createOverloadDeclarer(city), log),
  };
}
