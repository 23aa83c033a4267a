import type { Consignment } from '@opentocc/contract';
import type { FreightLife } from '@opentocc/testkit/freight';
import type { DemoOfficer, SignInAs } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

export const ROOT = '/freight/cold-chain';

export interface Listed {
  readonly consignments: readonly Consignment[];
}

/** What people of the demo city's cold chain work with. */
export interface ColdDesks {
  readonly life: FreightLife;
  readonly shift_ms: number;
  readonly signInAs: SignInAs;
  readonly log: Logger;
}

export async function atDesk(
  { signInAs }: ColdDesks,
  name: string,
  work: (desk: DemoOfficer) => Promise<void>,
): Promise<void> {
  const desk = await signInAs(name);
  try {
    await work(desk);
  } finally {
    await desk.signOut();
  }
}

/** What was changed meanwhile, or may not be done, is seen to the next time. */
export function tryTo<T>({ log }: ColdDesks, act: Promise<T>, what: string | number): Promise<T | null> {
  return act.catch((err: unknown) => {
    log.debug({ err, what }, 'an act on cold goods of the demo city was refused');
    return null;
  });
}
