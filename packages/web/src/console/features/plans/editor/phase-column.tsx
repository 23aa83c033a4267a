import { ArrowLeftOutlined, ArrowRightOutlined, EditOutlined } from '@ant-design/icons';
import type { PlanPhase } from '@opentocc/contract';
import { Button, Tag } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSay } from '../say.ts';
import { useTagName } from '../tag-names.ts';
import { useConditionText } from './condition-text.ts';
import { type PartList, shiftPhase } from './document.ts';
import type { OpenedPart } from './opened-part.ts';
import type { PlanEditor } from './use-plan-editor.ts';

interface Props {
  readonly phase: PlanPhase;
  readonly editor: PlanEditor;
  open(part: OpenedPart): void;
  openPhase(): void;
}

/** A phase: its tasks and messages as cards, and where it leads. */
export function PhaseColumn(props: Props) {
  const say = useSay();
  const { phase } = props;
  return (
    <article className="plans-column" aria-label={say(phase.name)}>
      <PhaseHead {...props} />
      <Tasks {...props} />
      <Messages {...props} />
      <Transitions {...props} />
    </article>
  );
}

function PhaseHead({ phase, editor, openPhase }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { document, change, mayEdit } = editor;
  const name = say(phase.name);
  const buttons = [
    ['earlier', ArrowLeftOutlined, () => change(shiftPhase(document, phase.key, -1))],
    ['later', ArrowRightOutlined, () => change(shiftPhase(document, phase.key, 1))],
    ['phase', EditOutlined, openPhase],
  ] as const;
  return (
    <header className="plans-column-head">
      <h3 className="plans-column-name">{name}</h3>
      {mayEdit &&
        buttons.map(([what, Icon, act]) => (
          <button
            key={what}
            type="button"
            className="icon-button"
            aria-label={`${t(`plans.editor.${what}`)} ${name}`}
            onClick={act}
          >
            <Icon />
          </button>
        ))}
    </header>
  );
}

function Tasks({ phase, editor, open }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const tagName = useTagName();
  return (
    <>
      {phase.tasks.map(({ key, name, tag, accept_min, due_min, routes }) => (
        <PartCard key={key} {...{ phase, editor, open }} list="tasks" part={key}>
          <strong>{say(name)}</strong>
          <small className="plans-card-note">
            {tagName(tag)} · {t('plans.editor.times', { accept: accept_min, due: due_min })}
          </small>
          {routes && (
            <small className="plans-card-note">
              {t('plans.editor.route_list')} · {routes}
            </small>
          )}
        </PartCard>
      ))}
      <AddPart {...{ phase, editor, open }} list="tasks" label={t('plans.editor.add_task')} />
    </>
  );
}

function Messages({ phase, editor, open }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  if (phase.messages.length === 0 && !editor.mayEdit) return null;
  return (
    <>
      {phase.messages.length > 0 && <h4 className="plans-group">{t('plans.editor.messages')}</h4>}
      {phase.messages.map(({ key, subject, channel, to }) => (
        <PartCard key={key} {...{ phase, editor, open }} list="messages" part={key}>
          <span>{say(subject)}</span>
          <small className="plans-card-note">
            {t(`plans.editor.channels.${channel}`)} · {to}
          </small>
        </PartCard>
      ))}
      <AddPart {...{ phase, editor, open }} list="messages" label={t('plans.editor.add_message')} />
    </>
  );
}

function Transitions({ phase, editor, open }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const textOf = useConditionText();
  const nameOf = (to: string | null) => {
    const found = editor.document.phases.find(({ key }) => key === to);
    return to === null ? t('plans.editor.end') : found ? say(found.name) : to;
  };
  return (
    <>
      <h4 className="plans-group">{t('plans.editor.transitions')}</h4>
      {phase.transitions.map(({ key, to, when, asks }) => (
        <PartCard key={key} {...{ phase, editor, open }} list="transitions" part={key}>
          <span>→ {nameOf(to)}</span>
          <small className="plans-card-note">
            {textOf(when)} <Tag>{t(asks ? 'plans.editor.by_person' : 'plans.editor.by_itself')}</Tag>
          </small>
        </PartCard>
      ))}
      <AddPart {...{ phase, editor, open }} list="transitions" label={t('plans.editor.add_transition')} />
    </>
  );
}

type PartProps = Pick<Props, 'phase' | 'editor' | 'open'> & { readonly list: PartList };

function PartCard({
  phase,
  editor: { faults, mayEdit },
  open,
  list,
  part,
  children,
}: PartProps & { readonly part: string; readonly children: React.ReactNode }) {
  const isFaulty = faults.some(
    (one) => one.phase === phase.key && one.part === part && one.level === 'error',
  );
  return (
    <button
      type="button"
      className={`plans-card${isFaulty ? ' plans-faulty' : ''}`}
      disabled={!mayEdit}
      onClick={() => open({ list, phase: phase.key, key: part })}
    >
      {children}
    </button>
  );
}

function AddPart({ phase, editor, open, list, label }: PartProps & { readonly label: string }) {
  if (!editor.mayEdit) return null;
  return (
    <Button size="small" type="dashed" onClick={() => open({ list, phase: phase.key, key: null })}>
      {label}
    </Button>
  );
}
