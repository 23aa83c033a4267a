import type { SavedView } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { viewsQuery } from './queries.ts';
import { ViewDialog } from './view-dialog.tsx';
import { ViewRow } from './view-row.tsx';
import './views.css';

/** One's own views, and those that others share with one's unit. */
export function ViewsCard() {
  const { t } = useTranslation();
  const [changed, setChanged] = useState<SavedView | null>(null);
  return (
    <Card title={t('views.title')}>
      <Answer
        query={useQuery(viewsQuery)}
        isEmpty={({ views }) => views.length === 0}
        empty={t('views.none')}
      >
        {({ views }) => (
          <>
            <ViewList title={t('views.own')} views={views.filter(({ own }) => own)} change={setChanged} />
            <ViewList title={t('views.shared')} views={views.filter(({ own }) => !own)} change={setChanged} />
          </>
        )}
      </Answer>
      {changed && (
        <ViewDialog
          title={t('views.change')}
          initial={changed}
          save={(view) => call('PATCH /api/v1/views/:id', { params: { id: changed.id }, body: view })}
          close={() => setChanged(null)}
        />
      )}
    </Card>
  );
}

interface ListProps {
  readonly title: string;
  readonly views: readonly SavedView[];
  change(view: SavedView): void;
}

function ViewList({ title, views, change }: ListProps) {
  if (views.length === 0) return null;
  return (
    <>
      <h3 className="views-title">{title}</h3>
      <ul className="views-list">
        {views.map((view) => (
          <ViewRow key={view.id} view={view} change={change} />
        ))}
      </ul>
    </>
  );
}
