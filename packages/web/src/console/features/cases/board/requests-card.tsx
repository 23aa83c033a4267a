import type { Case, CaseBrief, CaseRequest } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { Due } from '../../../ui/due.tsx';
import { ClockName } from '../case-words.tsx';
import { useCase, useCasePage } from '../queries.ts';
import { RequestLine } from '../sheet/request-line.tsx';
import { RulingDialog } from '../sheet/ruling-dialog.tsx';

/** Of what waits for a ruling, what is due first. */
const SHOWN = 8;

/** Returns, extensions and pauses that wait for a ruling; each is ruled on here. */
export function RequestsCard() {
  const { t } = useTranslation();
  const waiting = useCasePage({ requests: 'open' }, 0);
  return (
    <Card
      title={t('cases.to_rule')}
      extra={
        <Link to="/cases" search={{ requests: 'open' }}>
          {t('cases.all_of_them')}
        </Link>
      }
    >
      <Answer
        query={waiting}
        isEmpty={({ total }) => total === 0}
        empty={t('cases.to_rule_none')}
        height_px={200}
      >
        {({ cases }) => (
          <ul className="board-requests">
            {cases.slice(0, SHOWN).map((one) => (
              <Waiting key={one.id} brief={one} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function Waiting({ brief }: { readonly brief: CaseBrief }) {
  const asked = useCase(brief.id);
  const [ruled, setRuled] = useState<CaseRequest | null>(null);
  const { id, title, due_ms, soon_ms, clock } = brief;
  return (
    <li>
      <p className="board-request-head">
        <Link to="/cases/$case" params={{ case: String(id) }}>
          {title}
        </Link>
        {due_ms !== null && clock !== null && (
          <Due due_ms={due_ms} soon_ms={soon_ms} word={<ClockName code={clock} />} />
        )}
      </p>
      <Answer query={asked}>
        {(one) => (
          <>
            <OpenRequests one={one} onRule={setRuled} />
            {ruled && <RulingDialog one={one} request={ruled} close={() => setRuled(null)} />}
          </>
        )}
      </Answer>
    </li>
  );
}

function OpenRequests({ one, onRule }: { readonly one: Case; onRule(request: CaseRequest): void }) {
  const { t } = useTranslation();
  return one.request_list
    .filter(({ state }) => state === 'open')
    .map((request) => (
      <div key={request.id} className="board-request">
        <RequestLine one={one} request={request} />
        <Button type="primary" size="small" onClick={() => onRule(request)}>
          {t('cases.rule')}
        </Button>
      </div>
    ));
}
