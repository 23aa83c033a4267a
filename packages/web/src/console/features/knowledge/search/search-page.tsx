import { Link } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { HitList } from './hit-list.tsx';
import { HitReader } from './hit-reader.tsx';
import { MarkGap } from './mark-gap.tsx';
import { useSearch } from './use-search.ts';
import '../knowledge.css';

/** Finds what to answer: words in, hits as they are typed, the whole text of the chosen one beside them. */
export function SearchPage() {
  const { t } = useTranslation();
  const mayWrite = useMay('knowledge:write');
  const search = useSearch();
  const { hits, text, chosen, at } = search;
  return (
    <div className="page know-page">
      <div className="page-head">
        <h1>{t('knowledge.title')}</h1>
        {mayWrite && <Link to="/knowledge/new">{t('knowledge.new')}</Link>}
      </div>
      <div className="know-search">
        <input
          ref={search.field}
          className="know-field"
          type="search"
          role="combobox"
          aria-label={t('knowledge.search')}
          aria-expanded={chosen !== undefined}
          aria-controls="know-hits"
          aria-activedescendant={chosen && `know-hit-${at}`}
          placeholder={t('knowledge.search_hint')}
          maxLength={500}
          autoComplete="off"
          value={text}
          onChange={({ target }) => search.type(target.value)}
          onKeyDown={search.onKey}
        />
        <p className="muted hint-inline">{t('knowledge.search_keys')}</p>
      </div>
      <Answer
        query={hits}
        unasked={t('knowledge.search_begin')}
        isEmpty={(found) => found.hits.length === 0}
        empty={<MarkGap key={text} text={text} words={t('knowledge.nothing_found')} />}
        height_px={240}
      >
        {(found) => (
          <div className="know-found">
            <div>
              {!found.good && <MarkGap key={text} text={text} words={t('knowledge.only_near')} />}
              <HitList hits={found.hits} at={at} choose={search.choose} />
            </div>
            {chosen && <HitReader key={chosen.article.id} hit={chosen} question={text} />}
          </div>
        )}
      </Answer>
    </div>
  );
}
