import type { HeldItem } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { Assumed } from '../../../ui/assumed.tsx';
import { askReason } from '../../../ui/reason.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';

const useHeld = () =>
  useQuery({
    queryKey: ['held'],
    queryFn: () => call('GET /api/v1/intake/held', { query: { state: 'held' } }),
    refetchInterval: 15_000,
  });

/** What many sent from one number or address: held back until a person says what becomes of it. */
export function HeldCard() {
  const { t } = useTranslation();
  const held = useHeld();
  return (
    <Card title={t('cases.held')}>
      <Answer
        query={held}
        isEmpty={({ waiting }) => waiting === 0}
        empty={t('cases.held_none')}
        height_px={120}
      >
        {({ items, waiting, rules }) => (
          <>
            <p className="muted">
              {t('cases.held_n', { n: waiting })} {rules.some(({ assumed }) => assumed) && <Assumed />}
            </p>
            <ul className="case-briefs">
              {items.map((one) => (
                <Held key={one.id} one={one} />
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Card>
  );
}

const DECISIONS = {
  join: 'POST /api/v1/intake/held/:id/joining',
  release: 'POST /api/v1/intake/held/:id/release',
  discard: 'POST /api/v1/intake/held/:id/discarding',
} as const;
type Decision = keyof typeof DECISIONS;

function Held({ one }: { readonly one: HeldItem }) {
  const { t } = useTranslation();
  const may = useMay('intake:handle');
  const act = useAction('held', ...CHANGED);
  const { id, channel, sender, title, text, received_ms, first_case } = one;
  const decide = async (decision: Decision) => {
    const reason = await askReason();
    if (reason === null) return;
    await act(() => call(DECISIONS[decision], { params: { id }, body: { reason } }));
  };
  const possible = (Object.keys(DECISIONS) as Decision[]).filter(
    (name) => name !== 'join' || first_case !== null,
  );
  return (
    <li>
      <strong>{title || text.slice(0, 40)}</strong>
      <small className="muted">
        {t(`cases.channel.${channel}`)} {sender} · {minuteOf(received_ms)}
        {first_case !== null && ` · ${t('cases.held_first', { number: first_case })}`}
      </small>
      {may && (
        <span className="case-acts">
          {possible.map((name) => (
            <Button key={name} size="small" danger={name === 'discard'} onClick={() => decide(name)}>
              {t(`cases.held_decision.${name}`)}
            </Button>
          ))}
        </span>
      )}
    </li>
  );
}
