import type { SharingApplication } from '@opentocc/contract';
import type { Demo, DemoOperator, SignInAs } from '../../../kit/demo.ts';
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
    isUnregistered: () => keys.calls === undefined,
    async register(_city, operator, signInAs) {
      for (const { name } of PEOPLE) await (await signInAs(name)).signOut();
      for (const item of ['calls', 'transfers'] as const) keys[item] = await keyOf(item, operator, signInAs);
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

/** The key of an item of the catalogue: applied for by one, approved by another, as anybody's. */
async function keyOf(item: string, operator: DemoOperator, signInAs: SignInAs): Promise<string> {
  const applicant = await signInAs(APPLICANT.name);
  const all = await applicant.call<SharingApplication[]>('GET', '/sharing/applications');
  const known = all.find(
    (one) => one.item === item && one.state === 'approved' && one.key?.state !== 'revoked',
  );
  const { id } =
    known ??
    (await applicant.call<SharingApplication>('POST', '/sharing/applications', {
      ...{ item, unit: 'city', purpose: '示范城市的外部系统' },
    }));
  if (!known) await operator.call('POST', `/sharing/applications/${id}/approval`, {});
  const { key } = await applicant.call<{ key: string }>('POST', `/sharing/applications/${id}/key`, {});
  await applicant.signOut();
  return key;
}
