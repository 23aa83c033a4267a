import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useSession } from '../../session/session.ts';
import { ChangePasswordForm } from './change-password.tsx';
import { OwnAccountCard } from './own-account-card.tsx';
import { SecondFactorRemove, SecondFactorSetUp } from './second-factor.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** One's own account: what one may do, password, second factor, sessions. */
export function ProfilePage() {
  const { t } = useTranslation();
  const session = useSession();
  const factor = t(session.second_factor ? 'accounts.second_factor_on' : 'accounts.second_factor_off');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('accounts.profile')}</h1>
        <span className="muted">
          {session.display_name} · {session.account}
        </span>
      </div>
      <div className="page-halves">
        <OwnAccountCard />
        <Card title={t('accounts.second_factor')} extra={factor}>
          {session.second_factor ? <SecondFactorRemove /> : <SecondFactorSetUp />}
        </Card>
        <SessionsCard />
        <Card title={t('accounts.gate.change_title')}>
          <ChangePasswordForm />
        </Card>
      </div>
    </div>
  );
}
