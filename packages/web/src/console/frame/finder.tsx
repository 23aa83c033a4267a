import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, type InputRef, Modal } from 'antd';
import { type Ref, useEffect, useRef, useState } from 'react';
import { Answer } from '../../ui/answer.tsx';
import { known } from '../../ui/asked.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import type { Found } from '../feature.ts';
import { FEATURES } from '../features.ts';
import { choose, goTo } from '../map/map-model.ts';
import { useSession } from '../session/session.ts';
import { Reveal } from '../ui/reveal.tsx';
import { groupsFor } from './navigation.ts';

/** The one search of the console: pages, and whatever features find. `/` or Ctrl-K opens it from anywhere. */
export function Finder() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const input = useRef<InputRef>(null);
  useShortcut(() => setOpen(true));
  return (
    <>
      <button
        type="button"
        className="finder-button"
        aria-label={t('finder.open')}
        aria-keyshortcuts="/ Control+K"
        onClick={() => setOpen(true)}
      >
        <SearchOutlined />
        <span className="finder-words">{t('finder.open')}</span>
        <kbd>/</kbd>
      </button>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        footer={null}
        title={t('finder.open')}
        destroyOnHidden
        afterOpenChange={(isShown) => isShown && input.current?.focus()}
      >
        <Search input={input} close={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function useShortcut(open: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      if (!isCommand && (event.key !== '/' || isTyping(event.target))) return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [open]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

const FINDERS = FEATURES.flatMap(({ finder }) => finder ?? []);

interface Row {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  reveal?(reason: string): Promise<string>;
  go(): void;
}

function Search({ input, close }: { input: Ref<InputRef>; close(): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const pages = usePages(text);
  const found = useFound(text);
  const rows = [...pages, ...found.rows].map((row) => ({
    ...row,
    go: () => {
      close();
      row.go();
    },
  }));
  return (
    <search className="finder">
      <Input
        ref={input}
        autoFocus
        allowClear
        size="large"
        aria-label={t('finder.open')}
        placeholder={t('finder.placeholder')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => rows[0]?.go()}
      />
      <ul className="finder-rows">
        {rows.map((row) => (
          <FoundRow key={row.key} row={row} />
        ))}
      </ul>
      {text.trim() !== '' && <Limits />}
      <Answer query={found.asked} isEmpty={() => rows.length === 0} empty={t('finder.none')}>
        {() => null}
      </Answer>
    </search>
  );
}

function FoundRow({ row: { label, hint, reveal, go } }: { row: Row }) {
  return (
    <li>
      <button type="button" className="row-button" onClick={go}>
        <strong>{label}</strong>
        <span className="muted">{hint}</span>
      </button>
      {reveal && (
        <Reveal
          masked={null}
          may
          ask={reveal}
          show={(name) => <strong className="finder-full">{name}</strong>}
        />
      )}
    </li>
  );
}

/** Why who may not see names in full finds less than they typed. */
function Limits() {
  const language = useStore(languageStore);
  const { permissions } = useSession();
  return FINDERS.flatMap(({ authority, in_full }) =>
    in_full && permissions.includes(authority) && !permissions.includes(in_full.authority) ? (
      <p key={in_full.authority} className="muted hint-inline">
        {in_full.without[language]}
      </p>
    ) : (
      []
    ),
  );
}

function usePages(text: string): readonly Row[] {
  const language = useStore(languageStore);
  const navigate = useNavigate();
  const wanted = text.trim().toLowerCase();
  return groupsFor(FEATURES, useSession().permissions).flatMap((group) =>
    group.pages
      .filter(({ label }) => `${label.zh} ${label.en}`.toLowerCase().includes(wanted))
      .map(({ to, label }) => ({
        key: to,
        label: label[language],
        hint: group.label[language],
        go: () => void navigate({ to }),
      })),
  );
}

/** What the features find, asked for together. */
function useFound(text: string) {
  const language = useStore(languageStore);
  const navigate = useNavigate();
  const { permissions } = useSession();
  const wanted = text.trim();
  const asked = useQuery({
    queryKey: ['found', wanted],
    queryFn: ({ signal }) => find(permissions, wanted, signal),
    enabled: wanted !== '',
  });
  const rows = (wanted === '' ? [] : (known(asked) ?? [])).map(
    (one): Row => ({
      key: one.key,
      label: one.label,
      reveal: one.reveal,
      hint: one.hint[language],
      go: () => {
        if ('opens' in one) return void navigate({ href: one.opens });
        choose(one.choice);
        if (one.at) goTo([one.at]);
        void navigate({ to: '/map' });
      },
    }),
  );
  return { rows, asked };
}

async function find(permissions: readonly string[], text: string, signal: AbortSignal): Promise<Found[]> {
  const lists = FINDERS.filter(({ authority }) => permissions.includes(authority)).map(
    async ({ load, in_full }) => {
      const found = await (await load())(text, signal);
      const may = in_full === undefined || permissions.includes(in_full.authority);
      return may ? found : found.map((one) => ({ ...one, reveal: undefined }));
    },
  );
  return (await Promise.all(lists)).flat();
}
