import type { StudyCheck } from '@opentocc/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useErrorText } from '../../../ui/error-text.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type Draft, isComplete } from './draft.ts';

interface Props {
  readonly draft: Draft;
  readonly check: UseQueryResult<StudyCheck>;
  /** Whether the check is of the draft as it is now. */
  readonly isChecked: boolean;
}

/** Whether the draft can be run: incomplete, being checked, refused, at fault, or in order. */
export function CheckNote({ draft, check, isChecked }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { data, error } = check;
  const text = () => {
    if (!isComplete(draft)) return t('studies.incomplete');
    if (error && isChecked) return errorText(error);
    if (!data || !isChecked) return t('studies.checking');
    return data.faults.length > 0
      ? t('studies.faults', { number: data.faults.length })
      : t('studies.in_order');
  };
  return (
    <p className="note" role="status">
      {text()}
    </p>
  );
}
