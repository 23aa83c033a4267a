import type { RuleDraft } from '@opentocc/contract';
import { Table } from 'antd';
import { useEffect, useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { LevelMark } from './level-mark.tsx';
import { usePreview } from './queries.ts';

/** Somebody who types is not asked about at each key. */
const PAUSE_MS = 700;

/** What a draft would have done in the last seven days, by the kernel that runs it. */
export function RulePreview({ draft }: { readonly draft: RuleDraft | null }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const preview = usePreview(usePaused(draft));
  return (
    <section aria-label={t('warnings.preview')}>
      <h3>{t('warnings.preview')}</h3>
      <Answer query={preview} unasked={t('warnings.preview_none')} height_px={120}>
        {({ count, steps, steps_expected, places, firings, note }) => (
          <>
            <p>
              {steps !== null &&
                t('warnings.preview_count', { count, steps, expected: steps_expected, places })}
              {note && <span className="muted"> {note[language]}</span>}
            </p>
            {firings.length > 0 && (
              <Table
                rowKey={({ key, from_ms }) => `${key} ${from_ms}`}
                size="small"
                scroll={{ x: true }}
                pagination={{ pageSize: 5, showSizeChanger: false, hideOnSinglePage: true }}
                dataSource={firings}
                columns={[
                  { title: t('warnings.level'), render: (_, { level }) => <LevelMark level={level} /> },
                  { title: t('warnings.what'), render: (_, { title }) => title[language] },
                  {
                    title: t('warnings.from_to'),
                    render: (_, { from_ms, to_ms }) =>
                      `${minuteOf(from_ms)} – ${to_ms === null ? '' : minuteOf(to_ms)}`,
                  },
                  { title: t('warnings.worst'), dataIndex: 'worst' },
                ]}
              />
            )}
          </>
        )}
      </Answer>
    </section>
  );
}

/** A draft once it has stood still for a moment. */
function usePaused(draft: RuleDraft | null): RuleDraft | null {
  const [paused, setPaused] = useState(draft);
  const written = JSON.stringify(draft);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(JSON.parse(written)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [written]);
  return paused;
}
