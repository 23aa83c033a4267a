import type { PlanDetail } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { StartPlan } from '../plan-columns.tsx';
import { usePlan } from '../queries.ts';
import { useSay } from '../say.ts';
import { Board } from './board.tsx';
import { EditorActs } from './editor-acts.tsx';
import { FaultsCard } from './faults-card.tsx';
import { HeadCard } from './head-card.tsx';
import { RoutesCard } from './routes-card.tsx';
import { usePlanEditor } from './use-plan-editor.ts';
import { VersionsCard } from './versions-card.tsx';
import '../plans.css';

/** One plan: its phases as a board, what begins it, its route lists, and what is wrong with it. */
export function PlanPage() {
  const { t } = useTranslation();
  const say = useSay();
  const params: { plan?: string } = useParams({ strict: false });
  const plan = usePlan(Number(params.plan));
  const asked = known(plan);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{asked ? say(asked.name) : t('plans.title')}</h1>
        <Link to="/plans">{t('plans.title')}</Link>
        {asked && <StartPlan plan={asked} />}
      </div>
      <Answer query={plan} height_px={320}>
        {(of) => <Editor key={of.id} plan={of} />}
      </Answer>
    </div>
  );
}

function Editor({ plan }: { readonly plan: PlanDetail }) {
  const editor = usePlanEditor(plan);
  return (
    <div className="plans-stack">
      <EditorActs editor={editor} />
      <Board editor={editor} />
      <div className="plans-columns">
        <div className="plans-side">
          <FaultsCard editor={editor} />
          <RoutesCard editor={editor} />
        </div>
        <div className="plans-side">
          <HeadCard editor={editor} />
          <VersionsCard plan={plan} />
        </div>
      </div>
    </div>
  );
}
