import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import type { NavEntry } from '../feature.ts';
import { FEATURES } from '../features.ts';
import { useSession } from '../session/session.ts';
import { entryAt, groupAt, groupsFor, pagesBelow } from './navigation.ts';

/** The pages of the group that one is in, as one row over the page, and a second one of those below; one page needs none. */
export function GroupRow() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { pathname } = useLocation();
  const group = groupAt(groupsFor(FEATURES, useSession().permissions), pathname);
  if (!group) return null;
  const here = entryAt(group.entries, pathname) ?? group.entries[0];
  const below = pagesBelow(group, here);
  return (
    <>
      <Row
        entries={group.entries}
        here={here}
        label={t('nav.of_group', { group: group.label[language] })}
        part="group"
      />
      <Row entries={below} here={entryAt(below, pathname)} label={here.label[language]} part="below" />
    </>
  );
}

interface RowProps {
  readonly entries: readonly NavEntry[];
  readonly here: NavEntry | undefined;
  readonly label: string;
  readonly part: 'group' | 'below';
}

function Row({ entries, here, label, part }: RowProps) {
  const language = useStore(languageStore);
  if (entries.length < 2) return null;
  return (
    <nav className={`${part}-row`} aria-label={label}>
      {entries.map((entry) => (
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
