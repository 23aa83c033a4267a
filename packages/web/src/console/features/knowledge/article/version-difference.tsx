import type { ArticleVersion } from '@opentocc/contract';
import { useMemo } from 'react';
import { type Translate, useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { changedFields, differenceOf, type FieldChange } from './difference.ts';

interface Props {
  /** Undefined where the version is the first. */
  readonly before: ArticleVersion | undefined;
  readonly after: ArticleVersion;
}

/** What a version changed of the one before; the whole text of the first. */
export function VersionDifference({ before, after }: Props) {
  const { t } = useTranslation();
  const pieces = useMemo(() => (before ? differenceOf(before.body, after.body) : null), [before, after]);
  if (!before || !pieces) return <div className="know-body know-difference">{after.body}</div>;
  const fields = changedFields(before, after);
  const isSame = pieces.every(({ kind }) => kind === 'same');
  return (
    <div className="know-difference">
      {fields.length > 0 && (
        <ul>
          {fields.map((one) => (
            <li key={one.name}>
              {t(`knowledge.field.${one.name}`)} <del>{sayField(t, one.name, one.before)}</del> →{' '}
              <ins>{sayField(t, one.name, one.after)}</ins>
            </li>
          ))}
        </ul>
      )}
      {isSame ? (
        <p className="muted">{t('knowledge.same_text')}</p>
      ) : (
        <div className="know-body">
          {pieces.map(({ text, kind }, i) => {
            const Part = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place
            return <Part key={i}>{text}</Part>;
          })}
        </div>
      )}
    </div>
  );
}

function sayField(t: Translate, name: FieldChange['name'], value: string | null): string {
  if (value === null) return t('knowledge.open_end');
  if (name === 'audience') return t(`knowledge.audience.${value as ArticleVersion['audience']}`);
  if (name === 'state') return t(`knowledge.state.${value as ArticleVersion['state']}`);
  return value;
}
