import type { CaseSuggestion } from '@opentocc/contract';
import type { KeyboardEvent } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { known } from '../../../../ui/asked.ts';
import { percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useCaseUnitName, useCategoryName } from '../queries.ts';
import { useSuggestions } from './use-suggestions.ts';

interface Props {
  readonly text: string;
  /** Category that the draft has. */
  readonly category: string | null;
  onTake(suggestion: CaseSuggestion, shown: readonly CaseSuggestion[]): void;
}

/** What the text speaks for, with odds and the words that spoke; a digit takes one. */
export function SuggestionsPart({ text, category, onTake }: Props) {
  const { t } = useTranslation();
  const asked = useSuggestions(text);
  const shown = known(asked) ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    const one = shown[Number(event.key) - 1];
    if (!one || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onTake(one, shown);
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
                onTake={() => onTake(one, all)}
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
  const { category, type, unit, odds, reasons } = one;
  return (
    <li>
      <button type="button" className="desk-suggestion" tabIndex={-1} aria-pressed={isTaken} onClick={onTake}>
        <kbd>{digit}</kbd>
        <span>
          <strong>{categoryName(category)}</strong>
          {type && ` · ${t(`cases.type.${type}`)}`}
          {unit && ` → ${unitName(unit)}`}
          <small className="muted">{t('cases.desk.because', { words: reasons.join('、') })}</small>
        </span>
        <span className="desk-odds" style={{ '--share': odds } as object}>
          {percent(odds)}
        </span>
      </button>
    </li>
  );
}
