import type { CaseSuggestion } from '@opentocc/contract';
import { type KeyboardEvent, useEffect } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { known } from '../../../../ui/asked.ts';
import { percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useCaseUnitName, useCategoryName } from '../queries.ts';
import type { Draft } from './draft.ts';
import { useSuggestions } from './use-suggestions.ts';

interface Props {
  readonly draft: Draft;
  onTake(suggestion: CaseSuggestion): void;
  /** What is suggested is another list than that of the draft. */
  onShown(shown: readonly CaseSuggestion[]): void;
}

/** What the text speaks for, with odds, the words that spoke, and by what; a digit takes one. */
export function SuggestionsPart({ draft, onTake, onShown }: Props) {
  const { t } = useTranslation();
  const { category, suggested } = draft;
  const { asked, own } = useSuggestions(draft);
  const shown = known(asked) ?? [];
  const isOther = own !== undefined && JSON.stringify(own) !== JSON.stringify(suggested);
  // biome-ignore lint/correctness/useExhaustiveDependencies: written once for each list that is shown
  useEffect(() => {
    if (isOther) onShown(own);
  }, [isOther]);
  const onKeyDown = (event: KeyboardEvent) => {
    const one = shown[Number(event.key) - 1];
    if (!one || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onTake(one);
  };
  return (
    <section
      className="desk-suggestions"
      data-pane="suggestions"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop after the text, where a digit takes a suggestion
      tabIndex={0}
      aria-label={t('cases.desk.suggestions')}
      onKeyDown={onKeyDown}
    >
      <Answer
        query={asked}
        unasked={t('cases.desk.suggestions_hint')}
        isEmpty={({ length }) => length === 0}
        empty={t('cases.desk.suggestions_none')}
        height_px={88}
      >
        {(all) => (
          <ol>
            {all.map((one, i) => (
              <Suggestion
                key={`${one.category} ${one.unit}`}
                one={one}
                digit={i + 1}
                isTaken={one.category === category}
                onTake={() => onTake(one)}
              />
            ))}
          </ol>
        )}
      </Answer>
    </section>
  );
}

interface SuggestionProps {
  readonly one: CaseSuggestion;
  readonly digit: number;
  readonly isTaken: boolean;
  onTake(): void;
}

function Suggestion({ one, digit, isTaken, onTake }: SuggestionProps) {
  const { t } = useTranslation();
  const categoryName = useCategoryName();
  const unitName = useCaseUnitName();
  const { category, type, unit, odds, reasons, by } = one;
  return (
    <li>
      <button type="button" className="desk-suggestion" tabIndex={-1} aria-pressed={isTaken} onClick={onTake}>
        <kbd>{digit}</kbd>
        <span>
          <strong>{categoryName(category)}</strong>
          {type && ` · ${t(`cases.type.${type}`)}`}
          {unit && ` → ${unitName(unit)}`}
          <small className="muted">
            <span className={`case-mark suggested-${by}`}>{t(`cases.model.by.${by}`)}</span>{' '}
            {reasons.length > 0 && t('cases.desk.because', { words: reasons.join(t('common.comma')) })}
          </small>
        </span>
        <span className="desk-odds" style={{ '--share': odds } as object}>
          {percent(odds)}
        </span>
      </button>
    </li>
  );
}
