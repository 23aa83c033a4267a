import { Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuditSearchCard } from '../audit/audit-search.tsx';
import { KeysCard } from '../keys/keys-card.tsx';
import { SharingCards } from '../sharing/sharing-cards.tsx';
import { AccountsCard } from './accounts-card.tsx';
import { type AdminTab, tabsFor } from './admin-tabs.ts';
import { RolesCard } from './roles-card.tsx';
import { useSession } from './session.ts';
import { UnitsCard } from './units-card.tsx';

const CONTENT: Record<AdminTab, () => ReactNode> = {
  accounts: () => <AccountsCard />,
  units: () => <UnitsCard />,
  roles: () => <RolesCard />,
  sharing: () => <SharingCards />,
  keys: () => <KeysCard />,
  audit: () => <AuditSearchCard />,
};

/** What the three administrators and the data stewards do; each sees only their own. */
export function AdminPage() {
  const { t } = useTranslation();
  const tabs = tabsFor(useSession().permissions);
  const [chosen, setChosen] = useState<AdminTab | null>(null);
  const tab = chosen ?? tabs[0];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('authority.title')}</h1>
      </div>
      <Tabs
        activeKey={tab}
        onChange={(key) => setChosen(key as AdminTab)}
        items={tabs.map((key) => ({ key, label: t(`authority.tabs.${key}`) }))}
      />
      {tab && CONTENT[tab]()}
    </div>
  );
}
