import { Tabs } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { lazyPart } from './feature-parts.ts';
import { FEATURES } from './features.ts';
import { useSession } from './session/session.ts';

const TABS = FEATURES.flatMap((feature) =>
  (feature.tabs ?? []).map(({ load, ...tab }) => ({ ...tab, Content: lazyPart(feature, load) })),
);

/** The tabs that these permissions open. */
export const tabsFor = (permissions: readonly string[]) =>
  TABS.filter(({ authority }) => permissions.includes(authority));

/** What the three administrators and the data stewards do; each sees only their own. */
export function AdminPage() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const tabs = tabsFor(useSession().permissions);
  const [chosen, setChosen] = useState<string | null>(null);
  const tab = tabs.find(({ key }) => key === chosen) ?? tabs[0];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('admin.title')}</h1>
      </div>
      <Tabs
        activeKey={tab?.key}
        onChange={setChosen}
        items={tabs.map(({ key, label }) => ({ key, label: label[language] }))}
      />
      <Suspense>{tab && <tab.Content />}</Suspense>
    </div>
  );
}
