import { DownloadOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useRef } from 'react';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { themeStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { toast } from '../ui/toast.ts';
import { csvOfTable, type ExportTable, headRowsOf, sheetOf, widthsOf } from './export-table.ts';
import { saveFile } from './save-file.ts';

interface Props {
  /** Name of the file without its ending. */
  readonly name: string;
  /** Made when it is asked for; undefined while there is nothing to export. */
  table(): ExportTable | undefined;
  /** Whether the card of the menu holds a chart, which can be saved as a picture. */
  readonly hasChart?: boolean;
}

/** Facts of fewer letters share a line below a picture. */
const SHORT = 40;

type Format = 'csv' | 'xlsx' | 'png';

/** Saves what a card shows: its table as CSV or XLSX, its chart as PNG, each with its facts. */
export function ExportMenu({ name, table, hasChart = false }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const button = useRef<HTMLButtonElement>(null);
  const save = async (format: Format) => {
    const made = table();
    if (!made || (format !== 'png' && made.rows.length === 0)) return toast('info', t('export.nothing'));
    const file = `${name.replaceAll(/[\\/:*?"<>|\s]+/g, '_')}.${format}`;
    if (format === 'csv') return saveFile(file, new Blob([csvOfTable(made)], { type: 'text/csv' }));
    if (format === 'xlsx') return saveFile(file, await workbookOf(made));
    const card = button.current?.closest<HTMLElement>('.card');
    const { chartPng } = await import('./chart-png.ts');
    const [subtitle = '', ...facts] = made.facts.map(([fact, value]) => `${fact}: ${value}`);
    const footer = [
      facts.filter((fact) => fact.length <= SHORT).join('   '),
      ...facts.filter((fact) => fact.length > SHORT),
    ];
    const picture = card && (await chartPng(card, { title: made.title, subtitle, footer }, theme));
    if (picture) saveFile(file, picture);
    else toast('info', t('export.nothing'));
  };
  const formats: Format[] = hasChart ? ['csv', 'xlsx', 'png'] : ['csv', 'xlsx'];
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      getPopupContainer={(opener) => opener.parentElement ?? document.body}
      menu={{
        items: formats.map((key) => ({ key, label: t(`export.${key}`) })),
        onClick: ({ key }) => void save(key as Format),
      }}
    >
      <button type="button" ref={button} className="export-button">
        <DownloadOutlined aria-hidden /> {t('export.open')}
      </button>
    </Dropdown>
  );
}

async function workbookOf(table: ExportTable): Promise<Blob> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  // A sheet's name has at most 31 letters and none of these signs.
  const sheet = table.title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
  return writeXlsxFile(sheetOf(table), {
    columns: widthsOf(table),
    sheet,
    stickyRowsCount: headRowsOf(table),
  }).toBlob();
}
