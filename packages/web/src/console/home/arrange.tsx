import { ArrowDownOutlined, ArrowUpOutlined, LayoutOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import type { DeskPlace } from './desk-cards.ts';
import { moved, type Placed } from './desk-choice.ts';

interface Props {
  readonly offered: readonly DeskPlace[];
  readonly placed: readonly Placed[];
  put(placed: readonly Placed[] | null): void;
}

/** Where one moves and hides the cards of one's desk, with the keyboard too. */
export function Arrange(props: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={<LayoutOutlined />} onClick={() => setOpen(true)}>
        {t('desk_page.arrange')}
      </Button>
      <Drawer title={t('desk_page.arrange')} open={isOpen} onClose={() => setOpen(false)} size={360}>
        <p className="muted">{t('desk_page.arrange_hint')}</p>
        <Cards {...props} />
        <Button onClick={() => props.put(null)}>{t('desk_page.first')}</Button>
      </Drawer>
    </>
  );
}

function Cards({ offered, placed, put }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const nameOf = (id: string) => offered.find((card) => card.id === id)?.label[language] ?? id;
  const show = (id: string, isShown: boolean) =>
    put(placed.map((card) => (card.id === id ? { id, isShown } : card)));
  return (
    <ol className="arrange">
      {placed.map(({ id, isShown }, i) => (
        <li key={id}>
          <Checkbox checked={isShown} onChange={(event) => show(id, event.target.checked)}>
            {nameOf(id)}
          </Checkbox>
          <Button
            type="text"
            size="small"
            disabled={i === 0}
            icon={<ArrowUpOutlined />}
            aria-label={t('desk_page.up', { name: nameOf(id) })}
            onClick={() => put(moved(placed, id, -1))}
          />
          <Button
            type="text"
            size="small"
            disabled={i === placed.length - 1}
            icon={<ArrowDownOutlined />}
            aria-label={t('desk_page.down', { name: nameOf(id) })}
            onClick={() => put(moved(placed, id, 1))}
          />
        </li>
      ))}
    </ol>
  );
}
