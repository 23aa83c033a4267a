import type { RunTask } from '@opentocc/contract';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSession } from '../../../session/session.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED_BY_PLANS } from '../queries.ts';
import { TaskDialog, type TaskDialogKind } from './task-dialog.tsx';

interface Props {
  readonly task: RunTask;
  readonly commands: boolean;
}

/** What the reader may do with a task: their own unit's, or any of a plan that they command. */
export function TaskActs({ task, commands }: Props) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED_BY_PLANS);
  const [opened, setOpened] = useState<TaskDialogKind | null>(null);
  const mayAct = useMayAct(task);
  const { id, rev, state } = task;
  const isAsked = state === 'sent' || state === 'escalated';
  const dialogs = dialogsOf(task, mayAct, commands);
  if (!(mayAct && isAsked) && dialogs.length === 0) return null;
  return (
    <Space wrap className="plans-acts">
      {mayAct && isAsked && (
        <Button
          size="small"
          type="primary"
          onClick={() =>
            act(() => call('POST /api/v1/plan-tasks/:id/acceptance', { params: { id }, body: { rev } }))
          }
        >
          {t('plans.tasks.accept')}
        </Button>
      )}
      {dialogs.map((kind) => (
        <Button
          key={kind}
          size="small"
          type={kind === 'finish' ? 'primary' : 'default'}
          onClick={() => setOpened(kind)}
        >
          {t(`plans.tasks.${kind}`)}
        </Button>
      ))}
      {opened && <TaskDialog kind={opened} task={task} close={() => setOpened(null)} />}
    </Space>
  );
}

function dialogsOf(task: RunTask, mayAct: boolean, commands: boolean): TaskDialogKind[] {
  const { state, done_by } = task;
  const isTaken = state === 'accepted';
  const isGoing = state === 'sent' || state === 'escalated' || isTaken;
  const isOver = state === 'done' || state === 'withdrawn';
  const runs = commands && isGoing && done_by.clock.state === 'running';
  const shown: readonly (readonly [TaskDialogKind, boolean])[] = [
    ['finish', mayAct && isTaken],
    ['refuse', mayAct && isGoing],
    ['give', commands && !isOver && state !== 'waiting'],
    ['pause', runs],
    ['resume', commands && done_by.clock.state === 'paused'],
    ['extend', runs && !done_by.clock.extended],
    ['withdraw', commands && !isOver],
  ];
  return shown.flatMap(([kind, isShown]) => (isShown ? [kind] : []));
}

/** Whether the reader may answer for the unit that has it, or for the one from which it went up. */
function useMayAct({ unit, first_unit, state }: RunTask): boolean {
  const { permissions, reach } = useSession();
  const reaches = (one: string) => reach['plans:act']?.units?.includes(one) ?? true;
  return (
    permissions.includes('plans:act') && (reaches(unit) || (state === 'escalated' && reaches(first_unit)))
  );
}
