import type { SharingApplication } from '@opentocc/contract';
import type { DemoOperator, SignInAs } from './demo.ts';

export interface WishedKey {
  /** Code of an item of the catalogue. */
  readonly item: string;
  readonly purpose: string;
  /** Name of who applies, one of the people of the demo city. */
  readonly applicant: string;
}

/** The key of an item of the catalogue: applied for by one, approved by another, as anybody's. A key that is there is rotated. */
export async function askForKey(
  operator: DemoOperator,
  signInAs: SignInAs,
  { item, purpose, applicant }: WishedKey,
): Promise<string> {
  const desk = await signInAs(applicant);
  const all = await desk.call<SharingApplication[]>('GET', '/sharing/applications');
  const known = all.find(
    (one) => one.item === item && one.state === 'approved' && one.key?.state !== 'revoked',
  );
  const wish = { item, unit: 'city', purpose };
  const { id } = known ?? (await desk.call<SharingApplication>('POST', '/sharing/applications', wish));
  if (!known) await operator.call('POST', `/sharing/applications/${id}/approval`, {});
  const { key } = await desk.call<{ key: string }>('POST', `/sharing/applications/${id}/key`, {});
  await desk.signOut();
  return key;
}
