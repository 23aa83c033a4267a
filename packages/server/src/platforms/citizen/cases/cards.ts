import type { CaseCard } from '@opentocc/contract';
import type { Logger } from '../../../kit/log.ts';
import type { CaseBoard } from './board.ts';
import type { Changer, Draft } from './changes.ts';
import { dueText } from './due-text.ts';
import type { Author } from './model.ts';
import { everywhere } from './reach.ts';
import { CARD_WORDS, clockWords } from './words.ts';

const CARD_BY: Author = { principal: 'system', actor: 'system', at_ms: 0 };

/** Gives the yellow card to what is due soon and the red one to what is past due: each a row, once for each due time. */
export function createCards(deps: {
  readonly board: CaseBoard;
  readonly changer: Changer;
  readonly log: Pick<Logger, 'error'>;
}) {
  const { board, changer, log } = deps;

  async function give(id: number, now_ms: number): Promise<void> {
    await changer.change(
      [{ id, version: null }],
      everywhere,
      { ...CARD_BY, at_ms: now_ms },
      async ([draft]) => {
        const card = cardOf(draft.row, now_ms);
        if (card !== 'none' && card !== draft.row.card && draft.row.merged_into === null) note(draft, card);
      },
    );
  }

  return async (): Promise<void> => {
    const now_ms = changer.now();
    const late = [...board.open()].filter((row) => isMore(cardOf(row, now_ms), row.card));
    for (const { id } of late)
      await give(id, now_ms).catch((err: unknown) => log.error({ err, case: id }, 'a card was not given'));
  };
}

const ORDER: readonly CaseCard[] = ['none', 'yellow', 'red'];
const isMore = (card: CaseCard, than: CaseCard): boolean => ORDER.indexOf(card) > ORDER.indexOf(than);

function cardOf({ due_ms, soon_ms }: Pick<Draft['row'], 'due_ms' | 'soon_ms'>, now_ms: number): CaseCard {
  if (due_ms !== null && now_ms > due_ms) return 'red';
  return soon_ms !== null && now_ms >= soon_ms ? 'yellow' : 'none';
}

function note(draft: Draft, card: CaseCard): void {
  const { clock, due_ms, unit } = draft.row;
  const [words, of] = [CARD_WORDS[card], clockWords(clock ?? '')];
  const due = due_ms === null ? '' : dueText(due_ms);
  draft.set({ card });
  draft.note({
    ...{ kind: 'card', detail: { card, clock, due_ms, unit } },
    zh: `${words.zh}：${of.zh}时限 ${due}`,
    en: `${words.en}: ${of.en} due ${due}`,
  });
}
