import { useState } from 'react';
import { AnnexCard } from './annex-card.tsx';
import { useIndexChoice } from './choice.ts';
import { FreeFlowCard } from './free-flow-card.tsx';
import { IndexCard } from './index-card.tsx';
import { LinksDrawer, type OpenedValue } from './links-drawer.tsx';
import { NowValuesCard } from './now-values-card.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import './cards.css';

/** All values now, each with how much it rests on, and the way down to its links. */
export function NowPage() {
  const [{ scope }, change] = useIndexChoice();
  const [opened, open] = useState<OpenedValue | null>(null);
  const shown = scope === 'link' ? 'city' : scope;
  return (
    <>
      <div className="now-columns">
        <div>
          <IndexCard />
          <AnnexCard />
          <FreeFlowCard />
        </div>
        <div>
          <div className="tools">
            <ScopeChoice scope={shown} onChange={(next) => change({ scope: next, key: '' })} />
          </div>
          <NowValuesCard scope={shown} open={open} />
          {shown === 'city' && <NowValuesCard scope="district" open={open} />}
        </div>
      </div>
      <LinksDrawer opened={opened} close={() => open(null)} />
    </>
  );
}
