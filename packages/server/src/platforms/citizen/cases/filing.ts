import type { CaseFacts, CaseLink } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Changer, Draft } from './changes.ts';
import { type CorrectDeps, correct } from './facts.ts';
import { linkForm } from './links.ts';
import { reachOf } from './reach.ts';
import type { CaseQueries } from './store.ts';

interface LinkOf {
  readonly version: number;
  readonly link: CaseLink;
  readonly linked: boolean;
}

/** What a case is filed under and what it refers to, as people put it right. */
export function createFiling(deps: CorrectDeps & { readonly changer: Changer }) {
  const { changer } = deps;
  const change = async (
    acting: Acting,
    id: number,
    version: number,
    work: (draft: Draft, queries: CaseQueries) => Promise<void>,
  ): Promise<void> => {
    const reach = reachOf(acting.session, 'cases:take');
    await changer.change([{ id, version }], reach, changer.authorOf(acting), ([draft], queries) =>
      work(draft, queries),
    );
  };
  return {
    correct: (acting: Acting, id: number, { version, ...facts }: CaseFacts) =>
      change(acting, id, version, (draft, queries) => correct(deps, draft, queries, facts)),
    link: (acting: Acting, id: number, { version, link: given, linked }: LinkOf) =>
      change(acting, id, version, async (draft, queries) => {
        const link = linkForm(given);
        if (linked) await queries.links.add(id, [link]);
        else await queries.links.remove(id, link);
        const [zh, en] = linked ? ['关联', 'Linked to'] : ['解除关联', 'Not linked any more to'];
        const words = { zh: `${zh} ${link.ref}`, en: `${en} ${link.ref}` };
        draft.note({ kind: 'link', ...words, detail: { ...link, linked } });
      }),
  };
}

export type Filing = ReturnType<typeof createFiling>;
