import type { SourceHealth } from '@opentocc/contract';
import { useState } from 'react';
import type { SampleChoice } from './queries.ts';
import { RosterDialog } from './roster-dialog.tsx';
import { SamplesDrawer } from './samples-drawer.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceSettingsDialog } from './source-settings.tsx';
import { isInService } from './sources-order.ts';

/** Opens what lies over the page of sources: a new source, a roster, the settings of a source, rejected fixes. */
export interface SourceDialogs {
  addSource(): void;
  importRoster(): void;
  editSource(source: number): void;
  showSamples(choice: SampleChoice): void;
  readonly shown: React.ReactNode;
}

const takesTerminals = (source: SourceHealth) => isInService(source) && source.protocol !== 'MQTT';

/** The dialogs over some sources, and what opens each of them. */
export function useSourceDialogs(sources: readonly SourceHealth[]): SourceDialogs {
  const [opened, setOpened] = useState<'source' | 'roster' | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const [samples, setSamples] = useState<SampleChoice | null>(null);
  const edited = sources.find(({ id }) => id === editing);
  const shown = (
    <>
      {opened === 'source' && <SourceDialog close={() => setOpened(null)} />}
      {opened === 'roster' && (
        <RosterDialog sources={sources.filter(takesTerminals)} close={() => setOpened(null)} />
      )}
      {edited && <SourceSettingsDialog source={edited} close={() => setEditing(null)} />}
      {samples && (
        <SamplesDrawer
          choice={samples}
          source={sources.find(({ id }) => id === samples.source)}
          onClose={() => setSamples(null)}
        />
      )}
    </>
  );
  return {
    addSource: () => setOpened('source'),
    importRoster: () => setOpened('roster'),
    editSource: setEditing,
    showSamples: setSamples,
    shown,
  };
}
