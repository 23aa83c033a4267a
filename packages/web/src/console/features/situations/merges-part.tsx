import type { MergeProposal, Situation } from '@opentocc/contract';
import { Button } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { askReason } from '../../ui/reason.ts';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

interface Props {
  readonly situation: Situation;
  onOpen(id: number): void;
}

/** Situations that may be the same one, with why; a person decides. */
export function ProposalsPart({ situation, onOpen }: Props) {
  const { t } = useTranslation();
  if (situation.proposal_list.length === 0) return null;
  return (
    <section className="situation-part situation-proposals" aria-label={t('situations.proposals')}>
      <h3>{t('situations.proposals')}</h3>
      {situation.proposal_list.map((proposal) => (
        <Proposal key={proposal.id} proposal={proposal} situation={situation} onOpen={onOpen} />
      ))}
    </section>
  );
}

function Proposal({ proposal, situation, onOpen }: Props & { readonly proposal: MergeProposal }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const may = useMay('situations:handle');
  const act = useAction(...CHANGED);
  const { other, score, reasons } = proposal;
  // The one that was received later goes into the earlier one.
  const [into, gone] = other.received_ms <= situation.received_ms ? [other, situation] : [situation, other];
  const why = reasons.map(({ text }) => text[language]).join(language === 'zh' ? '；' : '; ');
  const merge = async () => {
    const merged = await act(() =>
      call('POST /api/v1/situations/:id/merges', {
        params: { id: into.id },
        body: { version: into.version, other: gone.id, other_version: gone.version, reason: why },
      }),
    );
    if (merged) onOpen(into.id);
  };
  const refuse = async () => {
    const reason = await askReason();
    if (reason === null) return;
    await act(() =>
      call('POST /api/v1/situations/:id/refusals', {
        params: { id: situation.id },
        body: { proposal: proposal.id, reason },
      }),
    );
  };
  return (
    <div className="situation-proposal">
      <p>
        <button type="button" className="link-button" onClick={() => onOpen(other.id)}>
          #{other.id} {other.title}
        </button>{' '}
        <small className="muted">{t('situations.score', { score: score.toFixed(2) })}</small>
        <br />
        <small>{why}</small>
      </p>
      {may && (
        <p className="situation-acts">
          <Button size="small" type="primary" onClick={merge}>
            {into.id === situation.id ? t('situations.merge') : t('situations.merge_into', { id: into.id })}
          </Button>
          <Button size="small" onClick={refuse}>
            {t('situations.not_same')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Situations that went into this one, each of which can be taken out again. */
export function MergedPart({ situation, onOpen }: Props) {
  const { t } = useTranslation();
  const may = useMay('situations:handle');
  const act = useAction(...CHANGED);
  const { id, version, merged } = situation;
  if (merged.length === 0) return null;
  const split = async (other: number) => {
    const reason = await askReason();
    if (reason === null) return;
    await act(() =>
      call('POST /api/v1/situations/:id/splits', { params: { id }, body: { version, other, reason } }),
    );
  };
  return (
    <section className="situation-part" aria-label={t('situations.merged')}>
      <h3>{t('situations.merged')}</h3>
      <p className="situation-acts">
        {merged.map((other) => (
          <span key={other}>
            <button type="button" className="link-button" onClick={() => onOpen(other)}>
              {t('situations.number', { id: other })}
            </button>{' '}
            {may && (
              <Button size="small" onClick={() => split(other)}>
                {t('situations.split')}
              </Button>
            )}
          </span>
        ))}
      </p>
    </section>
  );
}
