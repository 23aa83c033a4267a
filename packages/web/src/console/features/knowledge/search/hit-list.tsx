import type { KnowledgeHit } from '@opentocc/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { AudienceTag, Pieces, StaleTag, Validity } from '../article-words.tsx';

interface Props {
  readonly hits: readonly KnowledgeHit[];
  /** Row that is read. */
  readonly at: number;
  choose(row: number): void;
}

/** What was found, the best first; the field above moves through it by its arrows. */
export function HitList({ hits, at, choose }: Props) {
  const { t } = useTranslation();
  return (
    <div id="know-hits" className="know-hits" role="listbox" aria-label={t('knowledge.hits')}>
      {hits.map((hit, row) => (
        <Hit key={hit.article.id} hit={hit} row={row} isChosen={row === at} choose={() => choose(row)} />
      ))}
    </div>
  );
}

interface HitProps {
  readonly hit: KnowledgeHit;
  readonly row: number;
  readonly isChosen: boolean;
  choose(): void;
}

function Hit({ hit: { article, title, excerpt }, row, isChosen, choose }: HitProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field that owns the list has the keys
    <div
      ref={box}
      id={`know-hit-${row}`}
      className="know-hit"
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onClick={choose}
    >
      <strong>
        <Pieces pieces={title} />
      </strong>
      <p>
        <Pieces pieces={excerpt} />
      </p>
      <small className="muted">
        <AudienceTag audience={article.audience} />
        <StaleTag stale={article.stale} />
        <Validity {...article} />
      </small>
    </div>
  );
}
