import type { Obligation, Session } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { findItem } from './catalogue.ts';
import { DECIDE_WITHIN_DAYS } from './policy.ts';
import type { ApplicationRow, KeyRow, SharingStore } from './store.ts';

/** What waits in sharing: applications for who owns what is asked for, keys for who asked. */
export function createSharingObligations(store: Pick<SharingStore, 'listApplications' | 'listKeys'>) {
  return async (session: Session): Promise<Obligation[]> => {
    const [applications, keys] = await Promise.all([store.listApplications(), store.listKeys()]);
    const waiting = new Map(keys.filter(isWaiting).map((key) => [key.application, key]));
    return applications.flatMap((application) => {
      // Nobody approves their own.
      if (application.state === 'pending')
        return application.applicant === session.principal ? [] : [toDecide(application)];
      const key = waiting.get(application.id);
      return key ? [toCollect(application, key)] : [];
    });
  };
}

const isWaiting = ({ revoked_ms, secret_hash }: KeyRow) => revoked_ms === null && secret_hash === null;

function toDecide({ id, item, applicant_name, purpose, created_ms }: ApplicationRow): Obligation {
  const offered = findItem(item);
  return {
    ...ofApplication(id),
    title: {
      zh: `审批共享申请：${offered?.name.zh ?? item}`,
      en: `Decide on an application: ${offered?.name.en ?? item}`,
    },
    why: { zh: `${applicant_name} 申请：${purpose}`, en: `${applicant_name} applied: ${purpose}` },
    owner: { kind: 'unit', unit: offered?.owner ?? null, permission: 'sharing:approve' },
    since_ms: created_ms,
    due_ms: created_ms + DECIDE_WITHIN_DAYS * DAY_MS,
  };
}

function toCollect({ id, applicant, decided_ms, created_ms }: ApplicationRow, key: KeyRow): Obligation {
  return {
    ...ofApplication(id),
    title: { zh: '领取共享密钥', en: 'Collect the key that you applied for' },
    why: { zh: '申请已批准', en: 'Your application was approved' },
    owner: { kind: 'person', principal: applicant },
    since_ms: decided_ms ?? created_ms,
    due_ms: key.expires_ms,
  };
}

const ofApplication = (id: number) => ({
  key: `sharing/application/${id}`,
  module: 'sharing',
  count: 1,
  opens: '/admin/sharing',
});
