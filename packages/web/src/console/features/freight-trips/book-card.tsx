import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { BookForm } from './book-form.tsx';
import { useOnFile } from './queries.ts';

/** Books a trip; after one that was taken the form begins again. */
export function BookCard() {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  return (
    <Card title={t('freight-trips.book')}>
      <Answer query={useOnFile()} height_px={320}>
        {(onFile) => <BookForm key={round} onFile={onFile} done={() => setRound(round + 1)} />}
      </Answer>
    </Card>
  );
}
