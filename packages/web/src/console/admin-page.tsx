import { Navigate, useParams } from '@tanstack/react-router';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { featurePart } from './feature-parts.ts';
import { FEATURES } from './features.ts';
import { Guard, NotYours } from './no-such-page.tsx';
import { useSession } from './session/session.ts';

const TABS = FEATURES.flatMap((feature) =>
  (feature.tabs ?? []).map(({ load, ...tab }) => ({ ...tab, Content: featurePart(feature, load) })),
);

/** Whether there is a page of the administration at an address. */
export const isAdminTab = (key: string): boolean => TABS.some((tab) => tab.key === key);

/** A page of the administration: what the three administrators and the data stewards do, each their own. */
export function AdminTabPage() {
  const { tab: key } = useParams({ strict: false });
  const tab = TABS.find((one) => one.key === key);
  return tab && <Guard key={key} authority={tab.authority} Page={AdminContent} />;
}

function AdminContent() {
  const { tab: key } = useParams({ strict: false });
  const language = useStore(languageStore);
  const tab = TABS.find((one) => one.key === key);
  if (!tab) return null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{tab.label[language]}</h1>
      </div>
      <tab.Content />
    </div>
  );
}

/** Redirects the address from before the pages had their own to the first page that the reader may open. */
export function AdminPage() {
  const { permissions } = useSession();
  const first = TABS.find(({ authority }) => permissions.includes(authority));
  return first ? <Navigate to="/admin/$tab" params={{ tab: first.key }} replace /> : <NotYours />;
}
