import type { KnowledgeHit } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useAction } from '../../../ui/use-action.ts';
import { AudienceTag, Pieces, StaleTag, Validity } from '../article-words.tsx';
import { piecesOf, wordsIn } from '../pieces.ts';

interface Props {
  readonly hit: KnowledgeHit;
  readonly question: string;
}

/** The whole text of a hit, to be read out, and whether it answered the question. */
export function HitReader({ hit: { article, title, excerpt, body }, question }: Props) {
  const { t } = useTranslation();
  const words = wordsIn([...title, ...excerpt]);
  return (
    <article className="card know-reader" aria-label={t('knowledge.reader')}>
      <h2>{article.title}</h2>
      <p className="know-tags">
        <AudienceTag audience={article.audience} />
        <StaleTag stale={article.stale} />
        <span className="muted">
          <Validity {...article} /> · {t('knowledge.owner_is', { name: article.owner.name })}
        </span>
      </p>
      {article.audience === 'agent' && <p className="note">{t('knowledge.agent_only')}</p>}
      <div className="know-body">
        <Pieces pieces={piecesOf(body, words)} />
      </div>
      <div className="know-acts">
        <UsedButton article={article.id} question={question} />
        <Link to="/knowledge/$article" params={{ article: String(article.id) }}>
          {t('knowledge.open')}
        </Link>
      </div>
    </article>
  );
}

/** What answers questions is found sooner the next time. */
function UsedButton({ article, question }: { readonly article: number; readonly question: string }) {
  const { t } = useTranslation();
  const act = useAction('knowledge');
  // The same word sent twice, as after a lost answer, counts once.
  const [key] = useState(() => crypto.randomUUID());
  const [isNoted, setNoted] = useState(false);
  const note = async () => {
    const done = await act(async () => {
      await call('POST /api/v1/knowledge/articles/:id/uses', {
        params: { id: article },
        body: { key, question: question.trim() },
      });
      return true;
    });
    setNoted(done === true);
  };
  return (
    <Button type="primary" disabled={isNoted || question.trim() === ''} onClick={note}>
      {t(isNoted ? 'knowledge.used' : 'knowledge.use')}
    </Button>
  );
}
