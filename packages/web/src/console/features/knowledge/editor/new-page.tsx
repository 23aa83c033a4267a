import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { dayOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { gapSearch } from '../address.ts';
import { useGaps } from '../queries.ts';
import { ArticleForm } from './article-form.tsx';
import { blankContent, contentOf } from './content.ts';
import { useEditor } from './use-editor.ts';
import '../knowledge.css';

/** Writes an article as a draft, by itself or for a question that was not answered. */
export function NewPage() {
  const { t } = useTranslation();
  const { gap } = gapSearch(useSearch({ strict: false }) as Record<string, unknown>);
  return (
    <div className="page know-narrow">
      <div className="page-head">
        <h1>{t('knowledge.new')}</h1>
        <Link to="/knowledge/articles">{t('knowledge.to_list')}</Link>
      </div>
      {gap === undefined ? <NewForm title="" /> : <FormForGap gap={gap} />}
    </div>
  );
}

function FormForGap({ gap }: { readonly gap: number }) {
  const { t } = useTranslation();
  const gaps = useGaps('all');
  return (
    <Answer query={gaps} height_px={320}>
      {(all) => {
        const text = all.find(({ id }) => id === gap)?.text ?? '';
        return (
          <>
            {text && <p className="note">{t('knowledge.for_gap', { text })}</p>}
            <NewForm key={gap} title={text} gap={gap} />
          </>
        );
      }}
    </Answer>
  );
}

function NewForm({ title, gap }: { readonly title: string; readonly gap?: number }) {
  const navigate = useNavigate();
  const editor = useEditor({
    ...({
      work: gap === undefined ? 'new' : `gap-${gap}`,
      version: null,
      initial: blankContent(dayOf(platformNow()), title),
    } as const),
    send: async ({ note: _, ...fields }, { key }) => {
      const { id } = await call('POST /api/v1/knowledge/articles', { body: { ...contentOf(fields), key } });
      await navigate({
        to: '/knowledge/$article',
        params: { article: String(id) },
        search: gap === undefined ? {} : { gap },
      });
    },
  });
  return <ArticleForm editor={editor} hasNote={false} />;
}
