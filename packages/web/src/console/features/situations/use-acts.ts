import type { Situation, SituationState } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay, useSession } from '../../session/session.ts';
import { askReason } from '../../ui/reason.ts';
import { useAction } from '../../ui/use-action.ts';
import { type Act, isReopening, STATE_ACTS, statesFrom } from './acts.ts';
import { createActsInTurn } from './acts-in-turn.ts';
import { CHANGED, useSituation } from './queries.ts';
import type { Desk } from './use-desk.ts';

/** What can be done at the desk now. */
export function useActs(desk: Desk): readonly Act[] {
  const { t } = useTranslation();
  const mayReport = useMay('situations:report');
  const ofChosen = useActsOfChosen(desk);
  const key = (key: string, label: string, run: () => void): Act => ({ key, label, shown: 'key', run });
  return [
    key('j', `${t('situations.next')} (↓)`, () => desk.step(1)),
    key('k', `${t('situations.former')} (↑)`, () => desk.step(-1)),
    ...(mayReport ? [key('n', t('situations.report'), desk.startReport)] : []),
    ...ofChosen,
  ];
}

function useActsOfChosen({ chosen, brief, isReporting }: Desk): readonly Act[] {
  const { t } = useTranslation();
  const { principal } = useSession();
  const mayHandle = useMay('situations:handle');
  const mayRun = useMay('studies:run');
  const mayPlan = useMay('plans:read');
  const situation = known(useSituation(chosen, brief?.version));
  const act = useAction(...CHANGED);
  const [inTurn] = useState(createActsInTurn);
  const navigate = useNavigate();
  if (!situation || isReporting || !mayHandle || situation.merged_into !== null) return [];
  const { id, state, owner, acknowledged, link, lanes, link_lanes } = situation;
  const params = { id };
  const change = (work: (version: number) => Promise<Situation>) =>
    void inTurn(situation, (version) => act(() => work(version)));
  const move = (to: SituationState) => async () => {
    const needs = to === 'dismissed' || isReopening(state, to);
    const reason = needs ? await askReason() : '';
    if (reason === null) return;
    change((version) => call('POST /api/v1/situations/:id/state', { params, body: { version, to, reason } }));
  };
  const own = (to: string | null) => () =>
    change((version) => call('POST /api/v1/situations/:id/owner', { params, body: { version, to } }));
  const isMine = owner?.principal === principal;
  const states = statesFrom(situation).map((to, i): Act => {
    const reopening = isReopening(state, to);
    const { key, word } = reopening ? STATE_ACTS.received : STATE_ACTS[to];
    const label = t(`situations.${word}`);
    const shown = i === 0 && !reopening ? 'main' : 'button';
    return { key, label, shown, danger: to === 'dismissed', run: () => void move(to)() };
  });
  const acts: (Act | false)[] = [
    acknowledged === null && {
      ...{ key: 'a', label: t('situations.acknowledge'), shown: 'button' },
      run: () =>
        change((version) =>
          call('POST /api/v1/situations/:id/acknowledgement', { params, body: { version } }),
        ),
    },
    {
      key: 't',
      label: t(isMine ? 'situations.give_back' : 'situations.take'),
      shown: 'button',
      run: own(isMine ? null : 'me'),
    },
    ...states,
    mayRun &&
      link !== null && {
        ...{ key: 's', label: t('situations.twin'), shown: 'button' },
        run: () => void askTwin(link, lanesTaken(lanes, link_lanes ?? 1)),
      },
  ];
  if (mayPlan)
    acts.push({
      key: 'p',
      label: t('situations.plan'),
      shown: 'button',
      run: () => void navigate({ to: '/plans', search: { situation: id } }),
    });
  return acts.filter((one) => one !== false);

  /** A quick answer of the twin about it, with what is known of its lanes. */
  async function askTwin(at: number, lanes_closed: number): Promise<void> {
    const incidents = [{ link: at, lanes_closed, minutes: 30 }];
    const study = await act(() => call('POST /api/v1/studies', { body: { incidents } }));
    if (!study) return;
    await act(() => call('POST /api/v1/studies/:id/confirmation', { params: { id: study.id } }));
    await navigate({ to: '/studies/$study', params: { study: String(study.id) } });
  }
}

/** Blocked lanes, shoulders not counted; one where nobody said, and never the whole road, which the twin refuses. */
function lanesTaken(lanes: string | null, of: number): number {
  const blocked = [...(lanes ?? '').slice(1, -1)].filter((lane) => lane === '!').length;
  return Math.max(1, Math.min(blocked || 1, of));
}
