import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useThrottled } from '../../../ui/use-throttled.ts';
import type { TypingProps } from '../../feature.ts';
import { useMay } from '../../session/session.ts';
import { TypedHit } from './typed-hit.tsx';
import './knowledge.css';

const MOST = 5;
/** While somebody types it is asked at most this often, ms; a text of the least length says something. */
const EVERY_MS = 300;
const LEAST = 4;
/** Longest text that is asked for. */
const LONGEST = 500;

/** Beside the case that an agent types: what the knowledge base says to it. A digit reads one, Enter takes it into the answer. */
export function TypingPart(props: TypingProps) {
  return useMay('knowledge:read') ? <Suggested {...props} /> : null;
}

function Suggested({ text, onTake }: TypingProps) {
  const { t } = useTranslation();
  const asked = useSuggested(text);
  const hits = known(asked)?.hits ?? [];
  const [open, setOpen] = useState<number | null>(null);
  const read = hits.find(({ article }) => article.id === open) ?? hits[0];
  const [key] = useState(() => crypto.randomUUID());
  const take = () => {
    if (!read) return;
    onTake(read.body);
    // The answer does not wait for what the search learns from it.
    call('POST /api/v1/knowledge/articles/:id/uses', {
      params: { id: read.article.id },
      body: { key: `${key}:${read.article.id}`, question: text.trim().slice(0, LONGEST) },
    }).catch(() => undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const one = hits[Number(event.key) - 1];
    if (one) setOpen(one.article.id);
    else if (event.key === 'Enter' && event.target === event.currentTarget) take();
    else return;
    event.preventDefault();
  };
  return (
    <section
      className="know-typing card"
      data-pane="knowledge"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop on the desk, where digits and Enter work
      tabIndex={0}
      aria-label={t('knowledge.typing')}
      onKeyDown={onKeyDown}
    >
      <h2>{t('knowledge.typing')}</h2>
      <Answer
        query={asked}
        unasked={t('knowledge.typing_hint')}
        isEmpty={(found) => found.hits.length === 0}
        empty={t('knowledge.nothing_found')}
        height_px={160}
      >
        {(found) => (
          <ol>
            {found.hits.map((hit, i) => (
              <TypedHit
                key={hit.article.id}
                hit={hit}
                digit={i + 1}
                isOpen={hit.article.id === read?.article.id}
                onOpen={() => setOpen(hit.article.id)}
                onTake={take}
              />
            ))}
          </ol>
        )}
      </Answer>
    </section>
  );
}

function useSuggested(text: string) {
  const asked = useThrottled(text.trim().slice(0, LONGEST), EVERY_MS);
  return useQuery({
    queryKey: ['knowledge', 'suggested', asked],
    queryFn:
      asked.length < LEAST
        ? skipToken
        : () => call('POST /api/v1/knowledge/suggestions', { body: { text: asked, most: MOST } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
