import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useCity } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';
import { BaseEditor } from './base-editor.tsx';
import { CheckNote } from './check-note.tsx';
import { EMPTY_DRAFT, isComplete } from './draft.ts';
import { linksOfDraft } from './draft-links.ts';
import { EditorMap } from './editor-map.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { useStudyEditor } from './use-study-editor.ts';
import './studies.css';

/** Edits a study: what is equal in all scenarios, the scenarios, and a map that chooses links for whichever field was entered last. */
export function StudyEditorPage() {
  const { t } = useTranslation();
  const { draft, change, check, isChecked, limits, faults, enter, choose, ask, isAsking } = useStudyEditor();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('studies.new_study')}</h1>
        <Link to="/studies">{t('studies.title')}</Link>
        <Button onClick={() => change(EMPTY_DRAFT)}>{t('studies.clear_draft')}</Button>
        <Button
          type="primary"
          loading={isAsking}
          disabled={!isComplete(draft) || faults.length > 0}
          onClick={() => void ask()}
        >
          {t('studies.run')}
        </Button>
      </div>
      <CheckNote {...{ draft, check, isChecked }} />
      <div className="study-columns study-editor">
        <div className="study-side">
          <BaseEditor
            {...{ draft, change, onEnter: enter, limits }}
            faults={faults.filter(({ scenario }) => scenario === null)}
          />
          <ScenarioList {...{ draft, change, onEnter: enter, faults, most: limits?.scenarios }} />
        </div>
        <Card title={t('studies.editor_map')}>
          <p className="muted hint">{t('studies.editor_map_hint')}</p>
          <Answer query={useCity()} height_px={520}>
            {(city) => (
              <EditorMap
                city={city}
                marked={linksOfDraft(draft)}
                faulty={faults.flatMap(({ links }) => links)}
                onLink={choose}
              />
            )}
          </Answer>
        </Card>
      </div>
    </div>
  );
}
