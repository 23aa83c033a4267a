import type { CaseCluster } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { answerFrom } from '../../../../ui/asked.ts';
import { minuteOf, percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Card } from '../../../card.tsx';
import { StateWord } from '../case-words.tsx';
import { useClusters } from '../queries.ts';
import { ClusterAnswerDialog, ClusterDialog } from './cluster-dialogs.tsx';

/** 热点诉求: the same matter by many, proposed with reasons; a person confirms, and one text answers all. */
export function ClustersCard() {
  const { t } = useTranslation();
  const asked = answerFrom(useClusters(), (all) => all.filter(({ state }) => state !== 'dissolved'));
  return (
    <Card title={t('cases.clusters')}>
      <Answer
        query={asked}
        isEmpty={({ length }) => length === 0}
        empty={t('cases.clusters_none')}
        height_px={160}
      >
        {(clusters) => (
          <ul className="board-clusters">
            {clusters.map((cluster) => (
              <Cluster key={cluster.id} cluster={cluster} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function Cluster({ cluster }: { readonly cluster: CaseCluster }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'decide' | 'answer' | null>(null);
  const { title, state, made_ms, answered_ms } = cluster;
  const members = cluster.members.filter((member) => member.state !== 'removed');
  const close = () => setDialog(null);
  return (
    <li>
      <details>
        <summary>
          <strong>{title}</strong>{' '}
          <span className={`case-mark cluster-${state}`}>{t(`cases.cluster_state.${state}`)}</span>{' '}
          <span className="muted">
            {t('cases.cluster_n', { n: members.length })} · {minuteOf(made_ms).slice(5)}
            {answered_ms !== null &&
              ` · ${t('cases.cluster_answered', { at: minuteOf(answered_ms).slice(5) })}`}
          </span>
        </summary>
        <ul className="case-briefs">
          {members.map((member) => (
            <Member key={member.case.id} {...member} />
          ))}
        </ul>
      </details>
      <p className="case-acts">
        {state === 'proposed' && (
          <Button size="small" type="primary" onClick={() => setDialog('decide')}>
            {t('cases.cluster_decide')}
          </Button>
        )}
        {state === 'confirmed' && answered_ms === null && (
          <Button size="small" type="primary" onClick={() => setDialog('answer')}>
            {t('cases.cluster_answer')}
          </Button>
        )}
      </p>
      {dialog === 'decide' && <ClusterDialog cluster={cluster} close={close} />}
      {dialog === 'answer' && <ClusterAnswerDialog cluster={cluster} close={close} />}
    </li>
  );
}

function Member({ case: one, score, reasons }: CaseCluster['members'][number]) {
  const language = useStore(languageStore);
  const why = reasons.map(({ text }) => text[language]).join(language === 'zh' ? '；' : '; ');
  return (
    <li>
      <Link to="/cases/$case" params={{ case: String(one.id) }}>
        {one.title}
      </Link>{' '}
      <StateWord one={one} />
      <small className="muted">
        {percent(score)} · {why}
      </small>
    </li>
  );
}
