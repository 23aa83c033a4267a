import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { FEATURES } from '../features.ts';
import { useSession } from '../session/session.ts';
import { entryAt, groupAt, groupsFor } from './navigation.ts';

/** The pages of the group that one is in, as one row over the page; a group of one page needs none. */
export function GroupRow() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { pathname } = useLocation();
  const group = groupAt(groupsFor(FEATURES, useSession().permissions), pathname);
  if (!group || group.entries.length < 2) return null;
  const here = entryAt(group.entries, pathname);
  return (
    <nav className="group-row" aria-label={t('nav.of_group', { group: group.label[language] })}>
      {group.entries.map((entry) => (
        <Link
          key={entry.to}
          to={entry.to}
          className={entry === here ? 'group-link group-here' : 'group-link'}
          aria-current={entry === here ? 'page' : undefined}
        >
          {entry.label[language]}
        </Link>
      ))}
    </nav>
  );
}
