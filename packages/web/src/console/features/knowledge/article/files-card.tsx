import type { Article } from '@opentocc/contract';
import { addressOf, call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { Files } from '../../../ui/files.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';

/** Forms, maps and documents that belong to an article. */
export function FilesCard({ article: { id, attachments } }: { readonly article: Article }) {
  const { t } = useTranslation();
  const may = useMay('knowledge:write');
  const act = useAction(...CHANGED);
  return (
    <Card title={t('knowledge.files')}>
      <Files
        files={attachments}
        addressOf={(attachment) =>
          addressOf('GET /api/v1/knowledge/articles/:id/attachments/:attachment', {
            params: { id, attachment },
          })
        }
        add={
          may
            ? (upload) =>
                act(() =>
                  call('POST /api/v1/knowledge/articles/:id/attachments', {
                    params: { id },
                    body: { ...upload, note: '' },
                  }),
                )
            : undefined
        }
      />
    </Card>
  );
}
