import type { FreightRegimeDraft } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useDraft } from '../queries.ts';
import { DraftActs } from './draft-acts.tsx';
import { FaultsCard } from './faults-card.tsx';
import { HeadCard } from './head-card.tsx';
import { RulesCard } from './rules-card.tsx';
import { useDraftEditor } from './use-draft-editor.ts';
import '../regimes.css';

/** A regime that is being written: its head, its rules, and what is wrong with it, live. */
export function DraftPage() {
  const { t } = useTranslation();
  const params: { draft?: string } = useParams({ strict: false });
  const draft = useDraft(Number(params.draft));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-regimes.draft')}</h1>
        <Link to="/freight/regimes">{t('freight-regimes.title')}</Link>
      </div>
      <Answer query={draft} height_px={320}>
        {(of) => <Editor draft={of} />}
      </Answer>
    </div>
  );
}

function Editor({ draft }: { readonly draft: FreightRegimeDraft }) {
  const editor = useDraftEditor(draft);
  return (
    <div className="regimes-stack">
      <DraftActs editor={editor} />
      <HeadCard editor={editor} />
      <FaultsCard editor={editor} />
      <RulesCard editor={editor} />
    </div>
  );
}
