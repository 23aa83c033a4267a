import type { PlanDocument, PlanPhase } from '@opentocc/contract';

/** Lists of parts that a phase has. */
export type PartList = 'tasks' | 'messages' | 'transitions';
export type Part<L extends PartList> = PlanPhase[L][number];

/** A key that none of those taken is: "task-3". */
export function newKey(prefix: string, taken: readonly { readonly key: string }[]): string {
  const keys = new Set(taken.map(({ key }) => key));
  let number = taken.length + 1;
  while (keys.has(`${prefix}-${number}`)) number++;
  return `${prefix}-${number}`;
}

const changePhase = (
  document: PlanDocument,
  key: string,
  change: (phase: PlanPhase) => PlanPhase,
): PlanDocument => ({
  ...document,
  phases: document.phases.map((phase) => (phase.key === key ? change(phase) : phase)),
});

/** Replaces the part with its key, or adds it at the end. */
export function putPart<L extends PartList>(
  document: PlanDocument,
  phase: string,
  list: L,
  part: Part<L>,
): PlanDocument {
  return changePhase(document, phase, (before) => {
    const parts: readonly Part<PartList>[] = before[list];
    const isKnown = parts.some(({ key }) => key === part.key);
    const after = isKnown ? parts.map((one) => (one.key === part.key ? part : one)) : [...parts, part];
    return { ...before, [list]: after };
  });
}

export const removePart = (
  document: PlanDocument,
  phase: string,
  list: PartList,
  key: string,
): PlanDocument =>
  changePhase(document, phase, (before) => ({
    ...before,
    [list]: (before[list] as readonly Part<PartList>[]).filter((part) => part.key !== key),
  }));

/** Takes a part to another phase, under a key that is free there. */
export function movePart(
  document: PlanDocument,
  from: string,
  to: string,
  list: 'tasks' | 'messages',
  key: string,
): PlanDocument {
  const [source, target] = [from, to].map((wanted) => document.phases.find((phase) => phase.key === wanted));
  const part = source?.[list].find((one) => one.key === key);
  if (from === to || !part || !target) return document;
  const isTaken = target[list].some((one) => one.key === key);
  const moved = { ...part, key: isTaken ? newKey(list.slice(0, -1), target[list]) : key };
  return putPart(removePart(document, from, list, key), to, list, moved as Part<typeof list>);
}

/** Replaces the phase with its key, or adds it at the end. */
export const putPhase = (document: PlanDocument, phase: PlanPhase): PlanDocument =>
  document.phases.some(({ key }) => key === phase.key)
    ? changePhase(document, phase.key, () => phase)
    : { ...document, phases: [...document.phases, phase] };

export const removePhase = (document: PlanDocument, key: string): PlanDocument => ({
  ...document,
  phases: document.phases.filter((phase) => phase.key !== key),
});

/** @param by −1 to the left, 1 to the right; at the end of the board nothing happens */
export function shiftPhase(document: PlanDocument, key: string, by: -1 | 1): PlanDocument {
  const phases = [...document.phases];
  const at = phases.findIndex((phase) => phase.key === key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= phases.length) return document;
  [phases[at], phases[to]] = [phases[to], phases[at]];
  return { ...document, phases };
}
