import type { ArticleBrief, TextPiece } from '@opentocc/contract';
import { Tag } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

type Of<K extends keyof ArticleBrief> = { readonly [key in K]: ArticleBrief[key] };

const STATE_COLOURS = { draft: 'default', published: 'success', retired: 'default' } as const;

export function StateTag({ state }: Of<'state'>) {
  const { t } = useTranslation();
  return <Tag color={STATE_COLOURS[state]}>{t(`knowledge.state.${state}`)}</Tag>;
}

/** Who may hear it: what is for agents alone is read to nobody. */
export function AudienceTag({ audience }: Of<'audience'>) {
  const { t } = useTranslation();
  return (
    <Tag color={audience === 'agent' ? 'warning' : 'processing'}>{t(`knowledge.audience.${audience}`)}</Tag>
  );
}

/** Says where an article must be looked at; nothing where it need not be. */
export function StaleTag({ stale }: Of<'stale'>) {
  const { t } = useTranslation();
  if (stale === 'no') return null;
  return <Tag color={stale === 'soon' ? 'warning' : 'error'}>{t(`knowledge.stale.${stale}`)}</Tag>;
}

/** From when until when it holds. */
export function Validity({ valid_from, valid_to }: Of<'valid_from' | 'valid_to'>) {
  const { t } = useTranslation();
  return (
    <>
      {valid_to === null
        ? t('knowledge.valid_from', { from: valid_from })
        : t('knowledge.valid_between', { from: valid_from, to: valid_to })}
    </>
  );
}

/** A text with what was searched marked in it. */
export function Pieces({ pieces }: { readonly pieces: readonly TextPiece[] }) {
  return pieces.map(({ text, hit }, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place
    hit ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>,
  );
}
