import type { KnowledgeHit } from '@opentocc/contract';
import { Button } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { AudienceTag, Pieces, StaleTag } from './article-words.tsx';
import { piecesOf, wordsIn } from './pieces.ts';

interface Props {
  readonly hit: KnowledgeHit;
  /** That reads it. */
  readonly digit: number;
  readonly isOpen: boolean;
  onOpen(): void;
  onTake(): void;
}

/** Why it is suggested: the words of the caller that it holds, and whether such a question was answered so before. */
function Reasons({ hit: { words, answered } }: Pick<Props, 'hit'>) {
  const { t } = useTranslation();
  const reasons = [
    ...(words.length > 0 ? [t('knowledge.because_words', { words: words.join(t('knowledge.comma')) })] : []),
    ...(answered ? [t('knowledge.because_answered')] : []),
  ];
  return reasons.length > 0 && <small className="muted know-reasons">{reasons.join(' · ')}</small>;
}

/** An article beside the case that is typed: its title, and its text once it is read. */
export function TypedHit({ hit, digit, isOpen, onOpen, onTake }: Props) {
  const { t } = useTranslation();
  const { article, title, excerpt, body } = hit;
  return (
    <li>
      <button type="button" className="row-button" tabIndex={-1} aria-expanded={isOpen} onClick={onOpen}>
        <kbd>{digit}</kbd>
        <span>
          <Pieces pieces={title} />
          <Reasons hit={hit} />
        </span>
      </button>
      {isOpen && (
        <div className="know-typed">
          <p>
            <AudienceTag audience={article.audience} />
            <StaleTag stale={article.stale} />
          </p>
          <div className="know-body">
            <Pieces pieces={piecesOf(body, wordsIn([...title, ...excerpt]))} />
          </div>
          <Button size="small" type="primary" onClick={onTake}>
            {t('knowledge.take')} <kbd>Enter</kbd>
          </Button>
        </div>
      )}
    </li>
  );
}
