import { Tag } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useSay } from '../words.tsx';
import type { DraftEditor } from './use-draft-editor.ts';

/** What is wrong with the regime as it is written now, each with what to do. */
export function FaultsCard({ editor: { faults } }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Card title={t('freight-regimes.faults')}>
      <Answer
        query={faults}
        isEmpty={({ length }) => length === 0}
        empty={t('freight-regimes.no_faults')}
        height_px={60}
      >
        {(all) => (
          <ul className="regimes-faults">
            {all.map(({ level, code, of, rules, text }) => (
              <li key={[code, of, ...rules, text.en].join()}>
                <Tag color={level === 'error' ? 'error' : 'warning'}>
                  {t(`freight-regimes.level.${level}`)}
                </Tag>
                {say(text)}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}
