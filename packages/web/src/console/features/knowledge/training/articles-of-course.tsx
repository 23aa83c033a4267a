import { Link } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useArticle } from '../queries.ts';

/** What is read before the quiz; each opens where it stands. */
export function ArticlesOfCourse({ articles }: { readonly articles: readonly number[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('knowledge.course_articles')}>
      <ol className="know-lessons">
        {articles.map((id) => (
          <li key={id}>
            <Lesson id={id} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Lesson({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  return (
    <Answer query={useArticle(id)} height_px={28}>
      {({ title, body }) => (
        <details>
          <summary>{title}</summary>
          <div className="know-body">{body}</div>
          <Link to="/knowledge/$article" params={{ article: String(id) }}>
            {t('knowledge.open')}
          </Link>
        </details>
      )}
    </Answer>
  );
}
