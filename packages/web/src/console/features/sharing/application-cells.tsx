import type { SharingApplication } from '@opentocc/contract';
import { Progress, Tag } from 'antd';
import { dayOf, grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useDistrictName } from '../../session/directory.ts';

type Access = NonNullable<SharingApplication['key']>;

const STATE_COLOUR = { pending: 'warning', approved: 'success', refused: 'error' } as const;
const KEY_COLOUR = { waiting: 'warning', active: 'success', expired: undefined, revoked: 'error' } as const;

/** What was decided, by whom, when and why. */
export function DecisionCell({ application }: { application: SharingApplication }) {
  const { t } = useTranslation();
  const { state, decision, decided_by, decided_ms } = application;
  return (
    <>
      <Tag color={STATE_COLOUR[state]}>{t(`sharing.app_state.${state}`)}</Tag>{' '}
      {decision && <span>{decision}</span>}
      {decided_by && decided_ms !== null && (
        <div className="muted">
          {decided_by} · {dayOf(decided_ms)}
        </div>
      )}
    </>
  );
}

/** The key's state, how far it reads and until when. */
export function KeyCell({ access }: { access: Access }) {
  const { t } = useTranslation();
  const districtName = useDistrictName();
  const { state, prefix, districts, expires_ms, overlap_until_ms } = access;
  return (
    <>
      <Tag color={KEY_COLOUR[state]}>{t(`sharing.key_state.${state}`)}</Tag>{' '}
      {prefix && <code>{prefix}…</code>}
      <div className="muted">
        {districts === null ? t('common.whole_city') : districts.map(districtName).join(t('common.comma'))}
        {' · '}
        <span className="whole">{t('sharing.until', { day: dayOf(expires_ms) })}</span>
      </div>
      {overlap_until_ms !== null && state === 'active' && (
        <div className="muted">{t('sharing.key_overlap', { at: minuteOf(overlap_until_ms) })}</div>
      )}
    </>
  );
}

/** Requests of today against the quota, of thirty days, and the last. */
export function UseCell({ access }: { access: Access }) {
  const { t } = useTranslation();
  const { used_today, used_30_days, quota_per_day, last_used_ms } = access;
  return (
    <>
      <div>{t('sharing.used_today', { used: grouped(used_today), quota: grouped(quota_per_day) })}</div>
      <Progress
        percent={Math.min(100, (100 * used_today) / quota_per_day)}
        showInfo={false}
        size="small"
        aria-label={t('sharing.used')}
      />
      <div className="muted">
        {t('sharing.used_month', { used: grouped(used_30_days) })}
        <br />
        {last_used_ms === null
          ? t('sharing.never_used')
          : t('sharing.last_used', { at: minuteOf(last_used_ms) })}
      </div>
    </>
  );
}
