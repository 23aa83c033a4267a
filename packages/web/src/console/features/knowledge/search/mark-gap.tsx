import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useAction } from '../../../ui/use-action.ts';

interface Props {
  readonly text: string;
  /** What was found, or that nothing was. */
  readonly words: string;
}

/** Says that the knowledge base lacks an answer, and lets the reader mark it for those who write. */
export function MarkGap({ text, words }: Props) {
  const { t } = useTranslation();
  const act = useAction('knowledge');
  const [isMarked, setMarked] = useState(false);
  const mark = async () => {
    const done = await act(async () => {
      await call('POST /api/v1/knowledge/gaps', { body: { text: text.trim(), by: 'mark' } });
      return true;
    });
    setMarked(done === true);
  };
  return (
    <div className="know-gap">
      <span>{words}</span>{' '}
      <Button size="small" disabled={isMarked || text.trim() === ''} onClick={mark}>
        {t(isMarked ? 'knowledge.marked' : 'knowledge.mark')}
      </Button>
    </div>
  );
}
