import { Link } from '@tanstack/react-router';
import { use } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { FeaturesContext } from '../../features-context.ts';
import { groupsFor } from '../../frame/navigation.ts';
import { useSession } from '../../session/session.ts';
import './desk.css';

/** The way to every page that is open to whom the desk is, by group. */
export function PagesCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const groups = groupsFor(use(FeaturesContext), useSession().permissions);
  return (
    <Card title={t('desk.pages')}>
      <dl className="desk-pages">
        {groups.map(({ name, label, entries }) => (
          <div key={name}>
            <dt>{label[language]}</dt>
            {entries.map((entry) => (
              <dd key={entry.to}>
                <Link to={entry.to}>{entry.label[language]}</Link>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Card>
  );
}
