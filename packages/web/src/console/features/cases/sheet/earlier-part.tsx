import type { CaseBrief } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { StateWord } from '../case-words.tsx';

interface Props {
  readonly cases: readonly CaseBrief[];
  /** What stands there when there are none. */
  readonly none?: string;
}

/** Cases in a short list, each of which opens. */
export function EarlierPart({ cases, none }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  if (cases.length === 0) return <p className="muted">{none ?? t('cases.earlier_none')}</p>;
  return (
    <ul className="case-briefs">
      {cases.map((one) => (
        <li key={one.id}>
          <Link to="/cases/$case" params={{ case: String(one.id) }}>
            {one.title}
          </Link>{' '}
          <StateWord one={one} />
          <small className="muted">
            {minuteOf(one.received_ms)} · {t(`cases.type.${one.type}`)} · {one.category_name[language]}
          </small>
        </li>
      ))}
    </ul>
  );
}
