import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useOffered } from './queries.ts';

/** An article that was chosen, with its title to show. */
export interface ChosenArticle {
  readonly value: number;
  readonly label: string;
}

interface Props {
  /** Put in by a form's item, so that its label names the field. */
  readonly id?: string;
  readonly value?: readonly ChosenArticle[];
  /** How many may be chosen. */
  readonly most: number;
  onChange?(chosen: ChosenArticle[]): void;
}

/** Chooses published articles by the search of the knowledge base; by the first of the list until something is typed. */
export function ArticleSelect({ id, value, most, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const offered = useOffered(text);
  // It closes after each choice: in an open one Tab, which leads on, would take the choice back.
  const [isOpen, setOpen] = useState(false);
  const choose = (chosen: readonly ChosenArticle[]) => {
    setOpen(false);
    onChange?.(chosen.map(({ value: one, label }) => ({ value: one, label })));
  };
  return (
    <Select
      id={id}
      mode="multiple"
      labelInValue
      maxCount={most}
      value={value as ChosenArticle[] | undefined}
      placeholder={t('knowledge.choose_article')}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={offered.map((article) => ({ value: article.id, label: article.title }))}
      open={isOpen}
      onOpenChange={setOpen}
      onChange={choose}
    />
  );
}
