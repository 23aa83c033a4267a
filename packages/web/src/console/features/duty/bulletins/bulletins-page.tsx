import type { BulletinPeriod } from '@opentocc/contract';
import { Button } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { answerFrom } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { Assumed } from '../../../ui/assumed.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { DUTY, useBulletins } from '../queries.ts';
import { clockOfMinute } from '../roster/rule-text.ts';
import { BulletinItem } from './bulletin-item.tsx';
import '../duty.css';

/** Bulletins: drafted from data at fixed times, edited, approved by another person, and sent. */
export function BulletinsPage() {
  const { t } = useTranslation();
  const act = useAction(DUTY);
  const may = useMay('duty:serve');
  const answer = useBulletins();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('duty.bulletins')}</h1>
        {may && (
          <Button onClick={() => void act(() => call('POST /api/v1/duty/bulletins'))}>
            {t('duty.draft_now')}
          </Button>
        )}
      </div>
      <div className="page-columns">
        <Card title={t('duty.bulletins')} extra={t('duty.bulletins_hint')}>
          <Answer
            query={answerFrom(answer, ({ bulletins }) => bulletins)}
            isEmpty={({ length }) => length === 0}
            empty={t('duty.bulletins_none')}
            height_px={240}
          >
            {(all) => (
              <ol className="duty-bulletins">
                {all.map((one) => (
                  <BulletinItem key={`${one.id}/${one.version}`} bulletin={one} />
                ))}
              </ol>
            )}
          </Answer>
        </Card>
        <Card title={t('duty.periods')}>
          <Answer query={answerFrom(answer, ({ periods }) => periods)}>
            {(all) => <Periods all={all} />}
          </Answer>
        </Card>
      </div>
    </div>
  );
}

function Periods({ all }: { readonly all: readonly BulletinPeriod[] }) {
  const language = useStore(languageStore);
  return (
    <ul className="duty-periods">
      {all.map(({ key, name, from, to, at_min, source, assumed }) => (
        <li key={key}>
          <strong>{name[language]}</strong> {from && `${from} — ${to}`} {at_min.map(clockOfMinute).join('、')}{' '}
          {assumed && <Assumed source={source[language]} />}
          {!assumed && <small className="muted">{source[language]}</small>}
        </li>
      ))}
    </ul>
  );
}
