import { EllipsisOutlined, MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { known } from '../../ui/asked.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore, railStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import type { Group } from '../feature.ts';
import { FEATURES } from '../features.ts';
import { useSession } from '../session/session.ts';
import { useWaiting } from '../waiting/obligations.ts';
import { GroupIcon } from './group-icon.tsx';
import { entryAt, groupAt, groupsFor } from './navigation.ts';
import { useNarrow } from './use-narrow.ts';

interface Item {
  readonly name: Group | 'desk';
  readonly to: string;
  readonly label: string;
  readonly isHere: boolean;
  /** How much waits on its pages that nobody has taken note of. */
  readonly waits: number;
}

/** The first level of the navigation: the desk, then each group in which one may open something. */
function useItems(): readonly Item[] {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { pathname } = useLocation();
  const groups = groupsFor(FEATURES, useSession().permissions);
  const here = groupAt(groups, pathname);
  const fresh = known(useWaiting())?.filter(({ isAcknowledged }) => !isAcknowledged);
  return [
    { name: 'desk', to: '/', label: t('nav.desk'), isHere: pathname === '/', waits: 0 },
    ...groups.map(({ name, label, entries }) => ({
      name,
      to: entries[0].to,
      label: label[language],
      isHere: name === here?.name,
      waits: fresh?.filter(({ opens }) => entryAt(entries, opens) !== undefined).length ?? 0,
    })),
  ];
}

/** The navigation: a rail beside the page, signs over names, or a row each once pinned open; under the page on a phone. */
export function Rail() {
  return useNarrow() ? <BottomBar /> : <SideRail />;
}

function SideRail() {
  const { t } = useTranslation();
  const isOpen = useStore(railStore) === 'open';
  const label = t(isOpen ? 'nav.unpin' : 'nav.pin');
  return (
    <div className={isOpen ? 'rail rail-open' : 'rail'}>
      <nav aria-label={t('nav.label')}>
        {useItems().map((item) => (
          <RailLink key={item.name} item={item} />
        ))}
      </nav>
      <button
        type="button"
        className="rail-item rail-pin"
        aria-pressed={isOpen}
        title={label}
        onClick={() => railStore.set(isOpen ? 'closed' : 'open')}
      >
        <span className="rail-icon">{isOpen ? <MenuFoldOutlined /> : <MenuUnfoldOutlined />}</span>
        <span className={isOpen ? undefined : 'visually-hidden'}>{label}</span>
      </button>
    </div>
  );
}

function RailLink({ item: { name, to, label, isHere, waits } }: { item: Item }) {
  return (
    <Link
      to={to}
      className={isHere ? 'rail-item rail-here' : 'rail-item'}
      aria-current={isHere ? 'page' : undefined}
    >
      <GroupIcon name={name} waits={waits} />
      <span>{label}</span>
    </Link>
  );
}

/** So many fit beside each other on a phone, the way to the others among them. */
const FIT = 5;

function BottomBar() {
  const { t } = useTranslation();
  const items = useItems();
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when one has gone to another page
  useEffect(() => setOpen(false), [pathname]);
  const shown = items.length > FIT ? items.slice(0, FIT - 1) : items;
  return (
    <div className="bottom-bar">
      <nav aria-label={t('nav.label')}>
        {shown.map((item) => (
          <RailLink key={item.name} item={item} />
        ))}
        {shown.length < items.length && (
          <button type="button" className="rail-item" onClick={() => setOpen(true)}>
            <span className="rail-icon">
              <EllipsisOutlined />
            </span>
            <span>{t('nav.more')}</span>
          </button>
        )}
      </nav>
      <Drawer
        title={t('nav.label')}
        placement="bottom"
        size="default"
        open={isOpen}
        onClose={() => setOpen(false)}
      >
        <div className="rail-sheet">
          {items.map((item) => (
            <RailLink key={item.name} item={item} />
          ))}
        </div>
      </Drawer>
    </div>
  );
}
