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

/** An article beside the case that is typed: its title, and its text once it is read. */
export function TypedHit({ hit: { article, title, excerpt, body }, digit, isOpen, onOpen, onTake }: Props) {
  const { t } = useTranslation();
  return (
    <li>
      <button type="button" className="row-button" tabIndex={-1} aria-expanded={isOpen} onClick={onOpen}>
        <kbd>{digit}</kbd>
        <span>
          <Pieces pieces={title} />
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
