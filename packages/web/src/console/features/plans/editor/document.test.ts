import type { PlanDocument } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { movePart, newKey, putPart, putPhase, removePart, removePhase, shiftPhase } from './document.ts';

const task = (key: string) => ({
  ...{ key, name: { zh: key, en: '' }, detail: null, tag: 'police', role: null },
  ...{ start_min: 0, accept_min: 10, due_min: 30, evidence: 'none' as const, routes: null },
});
const phase = (key: string, ...tasks: string[]) => ({
  ...{ key, name: { zh: key, en: '' }, tasks: tasks.map(task), messages: [], transitions: [] },
});
const plan: PlanDocument = {
  ...{ name: { zh: 'p', en: '' }, kind: 'rain', districts: null, routes: [] },
  basis: { source: '', dated: '2026-11-27', assumed: true },
  begin: { how: 'hand', when: [] },
  phases: [phase('a', 'x', 'y'), phase('b', 'x')],
};
const shape = ({ phases }: PlanDocument) =>
  phases.map(({ key, tasks }) => [key, ...tasks.map((one) => one.key)].join(' '));

describe('the draft of a plan', () => {
  it('takes a new part at the end and a known one where it stands', () => {
    expect(shape(putPart(plan, 'a', 'tasks', task('z')))).toEqual(['a x y z', 'b x']);
    const changed = putPart(plan, 'a', 'tasks', { ...task('x'), due_min: 99 });
    expect(changed.phases[0].tasks.map(({ due_min }) => due_min)).toEqual([99, 30]);
  });

  it('moves a task to another phase under a key that is free there', () => {
    expect(shape(movePart(plan, 'a', 'b', 'tasks', 'y'))).toEqual(['a x', 'b x y']);
    expect(shape(movePart(plan, 'a', 'b', 'tasks', 'x'))).toEqual(['a y', 'b x task-2']);
    expect(movePart(plan, 'a', 'a', 'tasks', 'x')).toBe(plan);
  });

  it('loses what is removed, and moves phases along the board up to its ends', () => {
    expect(shape(removePart(plan, 'a', 'tasks', 'x'))).toEqual(['a y', 'b x']);
    expect(shape(removePhase(plan, 'a'))).toEqual(['b x']);
    expect(shape(shiftPhase(plan, 'a', 1))).toEqual(['b x', 'a x y']);
    expect(shiftPhase(plan, 'a', -1)).toBe(plan);
    expect(shape(putPhase(plan, phase('c')))).toEqual(['a x y', 'b x', 'c']);
  });

  it('gives keys that nobody has', () => {
    expect(newKey('task', [{ key: 'task-2' }])).toBe('task-3');
  });
});
