import type { DetectorOutcome, Language } from '@opentocc/contract';
import { type Registry, readRosterFile } from '../sources/index.ts';
import { detectorErrors } from './errors.ts';
import { wordsOf } from './list-words.ts';
import type { DetectorLocator } from './locate.ts';
import type { DetectorEntry } from './model.ts';
import { readDetectorList } from './read-list.ts';
import type { DetectorRegistry } from './registry.ts';

export interface ListImport {
  readonly bytes: Uint8Array;
  readonly source: number;
  /** In which what is wrong is said. */
  readonly language: Language;
}

export interface ImportDeps {
  readonly registry: DetectorRegistry;
  readonly sources: Pick<Registry, 'getSource'>;
  readonly locator: DetectorLocator;
  readonly network_version: string;
}

/** Problems that an answer lists. */
const LISTED = 1000;

/**
 * Imports a list of detectors: its good rows in one transaction, its bad ones named.
 * @param apply false only looks at what it would come to
 * @throws AppError when the file cannot be read, or the source takes no detectors
 */
export async function importList(
  { registry, sources, locator, network_version }: ImportDeps,
  { bytes, source, language }: ListImport,
  apply: boolean,
): Promise<DetectorOutcome> {
  const { name, protocol, datum, retired_ms } = sources.getSource(source);
  if (protocol !== 'MQTT') throw detectorErrors.not_mqtt({ name, protocol });
  if (retired_ms !== null) throw detectorErrors.source_retired({ name });
  const cells = bytes.length === 0 ? [] : await readRosterFile(bytes);
  if (cells.length === 0) throw detectorErrors.list_empty();
  const { entries, problems, ignored } = readDetectorList(cells, { source, datum, locator, network_version });
  const kinds = entries.map((entry) => kindOfChange(registry, entry));
  if (apply) await registry.save(entries);
  const count = (kind: ReturnType<typeof kindOfChange>) => kinds.filter((one) => one === kind).length;
  return {
    applied: apply,
    good_rows: entries.length,
    bad_rows: new Set(problems.map(({ row }) => row)).size,
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    problems: problems.slice(0, LISTED).map((one) => ({ ...one, message: wordsOf(one, language) })),
    ignored: [...ignored],
  };
}

const COMPARED = ['name', 'kind', 'lon', 'lat', 'link', 'lanes', 'period_s'] as const;

function kindOfChange(registry: DetectorRegistry, entry: DetectorEntry): 'added' | 'changed' | 'unchanged' {
  const known = registry.find(entry.source, entry.code);
  if (!known) return 'added';
  return COMPARED.every((field) => known[field] === entry[field]) ? 'unchanged' : 'changed';
}
