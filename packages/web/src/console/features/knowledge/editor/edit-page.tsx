import type { Article } from '@opentocc/contract';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useArticle } from '../queries.ts';
import { ArticleForm } from './article-form.tsx';
import { contentOf, fieldsOf } from './content.ts';
import { useEditor } from './use-editor.ts';
import '../knowledge.css';

/** Changes an article; the version before stays to be read. */
export function EditPage() {
  const { t } = useTranslation();
  const { article = '' } = useParams({ strict: false }) as { article?: string };
  const asked = useArticle(Number(article));
  return (
    <div className="page know-narrow">
      <div className="page-head">
        <h1>{t('knowledge.act.edit')}</h1>
        <Link to="/knowledge/$article" params={{ article }}>
          {t('knowledge.to_article')}
        </Link>
      </div>
      <Answer query={asked} height_px={320}>
        {(one) =>
          one.state === 'retired' ? (
            <p className="note">{t('knowledge.is_retired')}</p>
          ) : (
            <EditForm one={one} />
          )
        }
      </Answer>
    </div>
  );
}

function EditForm({ one }: { readonly one: Article }) {
  const navigate = useNavigate();
  const { id } = one;
  const editor = useEditor({
    ...{ work: id, version: one.version, initial: fieldsOf(one) },
    send: async ({ note = '', ...fields }, { version }) => {
      await call('PUT /api/v1/knowledge/articles/:id', {
        params: { id },
        body: { ...contentOf(fields), version: version ?? one.version, note },
      });
      await navigate({ to: '/knowledge/$article', params: { article: String(id) } });
    },
  });
  return <ArticleForm editor={editor} hasNote />;
}
