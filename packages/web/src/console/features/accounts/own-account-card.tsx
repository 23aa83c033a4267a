import type { AnswerOf } from '@opentocc/contract';
import { Space, Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useOwnAccount, usePermissionName } from '../../session/directory.ts';
import { useSession } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';

/** What one holds, how far it reaches, and the rules that apply. */
export function OwnAccountCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('accounts.own_account')}>
      <Answer query={useOwnAccount()} height_px={200}>
        {(own) => <Own own={own} />}
      </Answer>
    </Card>
  );
}

function Own({ own }: { own: AnswerOf<'GET /api/v1/session/account'> }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const session = useSession();
  const permissionName = usePermissionName();
  const { rules, grants, password_ends_ms, recovery_codes_left } = own;
  return (
    <dl className="description">
      <dt>{t('common.unit')}</dt>
      <dd>{own.unit[language]}</dd>
      <dt>{t('accounts.grants')}</dt>
      <dd>
        {grants.map(({ role, platform, unit }) => (
          <div key={`${role.en} ${platform} ${unit?.en}`}>
            {[
              role[language],
              unit?.[language] ?? t('common.whole_city'),
              platform && t(`platform.${platform}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        ))}
      </dd>
      <dt>{t('accounts.permissions')}</dt>
      <dd>
        <Space size={[4, 4]} wrap>
          {session.permissions.map((code) => (
            <Tag key={code}>{permissionName(code)}</Tag>
          ))}
        </Space>
      </dd>
      {password_ends_ms !== null && (
        <>
          <dt>{t('accounts.password_ends')}</dt>
          <dd>{dayOf(password_ends_ms)}</dd>
        </>
      )}
      {recovery_codes_left !== null && (
        <>
          <dt>{t('accounts.recovery_left')}</dt>
          <dd>{recovery_codes_left}</dd>
        </>
      )}
      <dt>{t('accounts.session_rules')}</dt>
      <dd>
        {t('accounts.session_rules_text', {
          idle: rules.idle_limit_s / 60,
          absolute: rules.absolute_limit_s / 3600,
          failures: rules.account_failures,
          wait: rules.first_wait_s,
        })}{' '}
        {rules.assumed && <Assumed source={rules.source} />}
      </dd>
    </dl>
  );
}
