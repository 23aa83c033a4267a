import type { Article } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ComponentType, useEffect, useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import {
  type ActDialogProps,
  HandOverDialog,
  PublishDialog,
  RetireDialog,
  ReviewDialog,
} from './act-dialogs.tsx';

const DIALOGS = {
  publish: PublishDialog,
  review: ReviewDialog,
  hand_over: HandOverDialog,
  retire: RetireDialog,
} as const satisfies Record<string, ComponentType<ActDialogProps>>;
type DialogName = keyof typeof DIALOGS;

/** Keys of what is done with an article; each stands on its button. */
const KEYS = { edit: 'e', publish: 'p', review: 'v', hand_over: 'h', retire: 'x' } as const;
type ActName = keyof typeof KEYS;

/** What can be done with an article now, by who reads it. */
export function ArticleActs({ article, gap }: Omit<ActDialogProps, 'close'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const names = useActs(article);
  const run = (name: ActName) => {
    if (name !== 'edit') setDialog(name);
    else void navigate({ to: '/knowledge/$article/edit', params: { article: String(article.id) } });
  };
  useKeys(names, run);
  const Dialog = dialog && DIALOGS[dialog];
  if (names.length === 0) return null;
  return (
    <div className="know-acts">
      {names.map((name) => (
        <Button
          key={name}
          type={name === 'publish' ? 'primary' : 'default'}
          danger={name === 'retire'}
          onClick={() => run(name)}
        >
          {t(`knowledge.act.${name}`)} <kbd>{KEYS[name].toUpperCase()}</kbd>
        </Button>
      ))}
      {Dialog && <Dialog article={article} gap={gap} close={() => setDialog(null)} />}
    </div>
  );
}

function useActs({ state }: Article): readonly ActName[] {
  const mayWrite = useMay('knowledge:write');
  const mayPublish = useMay('knowledge:publish');
  const writing: readonly ActName[] = mayWrite && state !== 'retired' ? ['edit'] : [];
  if (!mayPublish) return writing;
  const publishing: readonly ActName[] = state === 'published' ? [] : ['publish'];
  const rest: readonly ActName[] = state === 'retired' ? ['hand_over'] : ['review', 'hand_over', 'retire'];
  return [...publishing, ...writing, ...rest];
}

/** Keys work wherever the focus is but in fields and dialogs. */
function useKeys(names: readonly ActName[], run: (name: ActName) => void): void {
  useEffect(() => {
    const look = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const isTyped = target instanceof Element && target.closest('input, textarea, select, [role=dialog]');
      const name = names.find((one) => KEYS[one] === key);
      if (!name || ctrlKey || metaKey || altKey || isTyped) return;
      event.preventDefault();
      run(name);
    };
    window.addEventListener('keydown', look);
    return () => window.removeEventListener('keydown', look);
  });
}
