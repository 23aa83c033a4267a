import type { PortLine } from '@opentocc/contract';
import { Button, Table } from 'antd';
import { grouped, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { Hint } from '../../ui/hint.tsx';
import { useLineName } from './line-name.tsx';
import { OpenState } from './open-state.tsx';
import type { LineChoice } from './queries.ts';
import { useWaitText } from './use-wait-text.ts';

interface Props {
  readonly lines: readonly PortLine[];
  readonly chosen: PortLine;
  readonly as_of: string;
  onChoose(line: LineChoice): void;
}

/** Hours ahead of which the table says what is expected. */
const AHEAD_H = [1, 2, 4] as const;

/** All directions of all ports: open or not, who waits, how long, and what is expected. */
export function NowCard({ lines, chosen, as_of, onChoose }: Props) {
  const { t } = useTranslation();
  const lineName = useLineName();
  return (
    <Card title={t('freight_ports.now')} extra={as_of}>
      <Table
        rowKey={lineName}
        size="small"
        pagination={false}
        scroll={{ x: true }}
        dataSource={lines}
        rowClassName={(line) => (line === chosen ? 'port-chosen' : '')}
        columns={[
          {
            title: t('freight_ports.port'),
            render: (_, line) => (
              <Button
                type="link"
                size="small"
                aria-pressed={line === chosen}
                onClick={() => onChoose({ port: line.port, direction: line.direction })}
              >
                {lineName(line)}
              </Button>
            ),
          },
          { title: t('freight_ports.state'), render: (_, { classes }) => <OpenState classes={classes} /> },
          {
            title: <Hint text={t('freight_ports.waiting_hint')}>{t('freight_ports.waiting')}</Hint>,
            render: (_, line) => <Waiting line={line} />,
          },
          {
            title: <Hint text={t('freight_ports.wait_hint')}>{t('freight_ports.wait')}</Hint>,
            render: (_, line) => <Wait line={line} />,
          },
          ...AHEAD_H.map((h) => ({
            title: t('freight_ports.next', { h }),
            render: (_: unknown, line: PortLine) => <Expected line={line} h={h} />,
          })),
          { title: '', render: (_, { assumed }) => assumed && <Assumed /> },
        ]}
      />
    </Card>
  );
}

function Waiting({ line: { waiting, longest_s } }: { readonly line: PortLine }) {
  const { t } = useTranslation();
  const { seconds } = useWaitText();
  return (
    <span className="nowrap">
      <strong>{grouped(waiting)}</strong>
      {longest_s !== null && (
        <small className="muted"> {t('freight_ports.longest', { wait: seconds(longest_s) })}</small>
      )}
    </span>
  );
}

function Wait({ line: { wait } }: { readonly line: PortLine }) {
  const { t } = useTranslation();
  const { measured, interval } = useWaitText();
  if (wait === null) return <span className="muted">{t('freight_ports.nobody')}</span>;
  const { crossed, censored } = wait;
  return (
    <span className="nowrap">
      <strong>{measured(wait)}</strong> <small>({interval(wait)})</small>
      <br />
      <small className="muted">{t('freight_ports.counted', { crossed, censored })}</small>
    </span>
  );
}

function Expected({ line: { forecast }, h }: { readonly line: PortLine; readonly h: number }) {
  const { t } = useTranslation();
  const { expected, expectedSpan } = useWaitText();
  const step = forecast[h * 4];
  if (step === undefined) return <span className="muted">{NO_VALUE}</span>;
  if (step.wait_s === null) return <span className="muted">{t('freight_ports.no_opening')}</span>;
  return (
    <span className="nowrap">
      {expected(step.wait_s)} <small className="muted">({expectedSpan(step.wait_s)})</small>
    </span>
  );
}
