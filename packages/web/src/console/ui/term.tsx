import type { ReactNode } from 'react';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { Hint } from './hint.tsx';
import { TERMS, type TermName } from './terms.ts';

interface Props {
  readonly of: TermName;
  /** What the screen calls it here; the word of the dictionary where it is not said. */
  readonly children?: ReactNode;
}

/** A term of the field, which explains itself. */
export function Term({ of, children }: Props) {
  const language = useStore(languageStore);
  const { word, meaning } = TERMS[of];
  return <Hint text={meaning[language]}>{children ?? word[language]}</Hint>;
}
