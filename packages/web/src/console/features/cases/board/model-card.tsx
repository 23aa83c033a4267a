import type { CaseClasses, ClassTraining, HeldOutFigures } from '@opentocc/contract';
import { Button } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { grouped, minuteOf, NO_VALUE, percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { Assumed } from '../../../ui/assumed.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { useCaseClasses } from '../queries.ts';

/** Who suggests categories now, how it was judged beside the words, and what was trained when. */
export function ModelCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('cases.model.title')}>
      <Answer query={useCaseClasses()} height_px={200}>
        {(classes) => (
          <>
            <Standing classes={classes} />
            <Judged trainings={classes.trainings} />
            <Trainings trainings={classes.trainings} />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Standing({ classes: { in_use, trouble, rules, trainings } }: { readonly classes: CaseClasses }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const may = useMay('cases:configure');
  const act = useAction('case-classes');
  const isRunning = trainings[0]?.state === 'running';
  return (
    <>
      <p className="board-model-standing">
        <strong>
          {in_use
            ? t('cases.model.in_use', { n: in_use.training, at: minuteOf(in_use.since_ms) })
            : t('cases.model.words_in_use')}
        </strong>
        {may && (
          <Button
            size="small"
            disabled={isRunning}
            onClick={() => act(() => call('POST /api/v1/case-classes/trainings'))}
          >
            {t(isRunning ? 'cases.model.running' : 'cases.model.train')}
          </Button>
        )}
      </p>
      {trouble && (
        <p className="note" role="alert">
          {trouble[language]}
        </p>
      )}
      <p className="muted">
        {t('cases.model.rules', { ...rules, share: percent(rules.held_out) })}{' '}
        {rules.assumed && <Assumed source={rules.source[language]} />}
      </p>
    </>
  );
}

const FIGURES = ['category', 'category_shown', 'type', 'unit'] as const;

/** The figures by which the last training was judged that came to a judgement. */
function Judged({ trainings }: Pick<CaseClasses, 'trainings'>) {
  const { t } = useTranslation();
  const last = trainings.find(({ held_out }) => held_out !== null);
  if (!last?.held_out) return <p className="muted">{t('cases.model.not_judged')}</p>;
  const { held_out } = last;
  return (
    <table className="board-model-figures">
      <caption className="muted">
        {t('cases.model.judged', { n: last.id, cases: grouped(held_out.cases) })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('cases.model.figure')}</th>
          <th scope="col">{t('cases.model.by.words')}</th>
          <th scope="col">{t('cases.model.by.model')}</th>
        </tr>
      </thead>
      <tbody>
        {FIGURES.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`cases.model.figures.${name}`)}</th>
            <td>{shareOf(held_out[name].words)}</td>
            <td>{shareOf(held_out[name].model)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('cases.model.figures.sure')}</th>
          <td />
          <td>{shareOf(held_out.sure)}</td>
        </tr>
      </tbody>
    </table>
  );
}

const shareOf = ({ right, of }: HeldOutFigures['sure']) =>
  of === 0 ? NO_VALUE : `${percent(right / of)} · ${grouped(right)} / ${grouped(of)}`;

function Trainings({ trainings }: Pick<CaseClasses, 'trainings'>) {
  const { t } = useTranslation();
  if (trainings.length === 0) return <p className="muted">{t('cases.model.none')}</p>;
  return (
    <details>
      <summary>{t('cases.model.trainings', { n: trainings.length })}</summary>
      <ul className="case-briefs">
        {trainings.map((one) => (
          <TrainingLine key={one.id} one={one} />
        ))}
      </ul>
    </details>
  );
}

function TrainingLine({ one }: { readonly one: ClassTraining }) {
  const { t } = useTranslation();
  const { id, began_ms, by, state, cases, known, unknown } = one;
  return (
    <li>
      {t('cases.model.training', { n: id, at: minuteOf(began_ms), by: by ?? t('cases.model.platform') })}{' '}
      <span className="case-mark">{t(`cases.model.states.${state}`)}</span>{' '}
      {cases > 0 && (
        <small className="muted">
          {t('cases.model.learned', {
            cases: grouped(cases),
            known: known.length,
            unknown: unknown.length,
          })}
        </small>
      )}
    </li>
  );
}
