import { Tabs } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminTab } from './feature.ts';
import { FEATURES } from './features.ts';
import { useSession } from './session/session.ts';

/** The tabs that these permissions open. */
export function tabsFor(permissions: readonly string[]): AdminTab[] {
  return FEATURES.flatMap(({ tabs = [] }) => tabs.filter(({ authority }) => permissions.includes(authority)));
}

/** What the three administrators and the data stewards do; each sees only their own. */
export function AdminPage() {
  const { t } = useTranslation();
  const tabs = tabsFor(useSession().permissions);
  const [chosen, setChosen] = useState<string | null>(null);
  const tab = tabs.find(({ key }) => key === chosen) ?? tabs[0];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('authority.title')}</h1>
      </div>
      <Tabs
        activeKey={tab?.key}
        onChange={setChosen}
        items={tabs.map(({ key, label }) => ({ key, label: label(t) }))}
      />
      <Suspense>{tab && <tab.Content />}</Suspense>
    </div>
  );
}
