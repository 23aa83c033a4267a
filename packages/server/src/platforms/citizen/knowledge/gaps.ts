import type { KnowledgeGap } from '@opentocc/contract';
import { bareText } from '@opentocc/core/text';
import type { Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { knowledgeErrors } from './errors.ts';
import type { Library } from './library.ts';
import { withoutNumbers } from './masking.ts';
import type { KnowledgeStore } from './store.ts';

/** Shorter questions are no gap: somebody began to type. */
const LEAST_LETTERS = 2;

export interface GapsDeps {
  readonly store: Pick<KnowledgeStore, 'gaps'>;
  readonly library: Pick<Library, 'find'>;
  readonly clock: Clock;
  readonly record: (
    acting: Acting,
    action: string,
    target: string,
    detail: { [key: string]: Json },
  ) => Promise<void>;
}

type Decision =
  | { readonly to: 'answered'; readonly article: number }
  | { readonly to: 'dismissed'; readonly note: string };

/** What was asked and not found: counted without numbers of people, until an article answers it or somebody says that none is needed. */
export function createGaps({ store, library, clock, record }: GapsDeps) {
  return {
    async note(text: string, by: 'search' | 'mark'): Promise<void> {
      const shown = withoutNumbers(text);
      const form = bareText(shown);
      if (form.length >= LEAST_LETTERS) await store.gaps.note(form, shown, by, clock.now());
    },
    list: async (open: boolean): Promise<KnowledgeGap[]> => (await store.gaps.list(open)).map(gapOf),
    async decide(acting: Acting, id: number, decision: Decision): Promise<KnowledgeGap> {
      const article = decision.to === 'answered' ? decision.article : null;
      if (article !== null && library.find(article)?.state !== 'published')
        throw knowledgeErrors.gap_article({ article });
      const gap = await store.gaps.decide(id, {
        ...{ state: decision.to, article, decided_by: acting.session.account },
        note: decision.to === 'dismissed' ? decision.note : '',
      });
      if (!gap) throw knowledgeErrors.unknown_gap({ id });
      await record(acting, 'knowledge.decide-gap', `gap:${id}`, { to: decision.to, article, text: gap.text });
      return gapOf(gap);
    },
  };
}

const gapOf = ({ form: _, ...gap }: KnowledgeGap & { form: string }): KnowledgeGap => gap;
