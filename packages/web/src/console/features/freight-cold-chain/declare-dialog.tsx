import type { GoodsClass } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useSession } from '../../session/session.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { COLD, useSlots, useWarehouses } from './queries.ts';

interface Fields {
  readonly firm: string;
  readonly goods: string;
  readonly goods_class: GoodsClass;
  readonly lots: readonly { readonly lot: string; readonly quantity: number }[];
  readonly customs_form: string;
  readonly container: string;
  readonly seal: string;
  readonly sensor?: string;
  readonly seal_device?: string;
  readonly truck: string;
  readonly warehouse: string;
  readonly slot_from_ms: number;
  readonly destination: string;
}

const MOST_LOTS = 50;
const TEXTS = [...(['goods', 'customs_form', 'container', 'seal', 'truck', 'destination'] as const)];
const DEVICES = ['sensor', 'seal_device'] as const;
const CLASSES: readonly GoodsClass[] = ['frozen', 'chilled', 'deep_frozen'];

/** Goods are declared and their slot is booked in one step: both are taken, or neither. */
export function DeclareDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const save = useSaving(COLD);
  const [form] = Form.useForm<Fields>();
  const own = useSession().reach['cold-chain:declare']?.units ?? null;
  const send = ({ lots, sensor, seal_device, ...rest }: Fields) =>
    call('POST /api/v1/freight/cold-chain/consignments', {
      body: {
        ...rest,
        ...{ sensor: sensor || null, seal_device: seal_device || null, driver: null, trip: null },
        lots: lots.map((lot) => ({ ...lot, goods: rest.goods, uom: 'KGM' })),
      },
    });
  return (
    <FormDialog
      title={t('freight_cold_chain.declare')}
      okText={t('freight_cold_chain.declare')}
      width={680}
      form={form}
      initial={{ goods_class: 'frozen', lots: [{} as Fields['lots'][0]], ...(own?.[0] && { firm: own[0] }) }}
      save={(fields) => save(() => send(fields))}
      close={close}
    >
      <div className="cold-declare">
        <Form.Item
          name="firm"
          label={t('freight_cold_chain.firm')}
          rules={[required]}
          hidden={own !== null && own.length < 2}
        >
          {own === null ? (
            <Input maxLength={100} />
          ) : (
            <Select options={own.map((value) => ({ value, label: value }))} />
          )}
        </Form.Item>
        {TEXTS.map((name) => (
          <Form.Item key={name} name={name} label={t(`freight_cold_chain.${name}`)} rules={[required]}>
            <Input maxLength={100} />
          </Form.Item>
        ))}
        <Form.Item name="goods_class" label={t('freight_cold_chain.goods_class')} rules={[required]}>
          <Select
            options={CLASSES.map((value) => ({ value, label: t(`freight_cold_chain.class.${value}`) }))}
          />
        </Form.Item>
      </div>
      <Lots />
      <div className="cold-declare">
        {DEVICES.map((name) => (
          <Form.Item key={name} name={name} label={t(`freight_cold_chain.${name}`)}>
            <Input maxLength={60} />
          </Form.Item>
        ))}
        <Slot form={form} />
      </div>
    </FormDialog>
  );
}

/** What is in the container, lot by lot: a recall follows each of them by itself. */
function Lots() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.List name="lots">
      {(rows, { add, remove }) => (
        <div className="cold-lots">
          {rows.map(({ key, name }) => (
            <div key={key} className="cold-lot-row">
              <Form.Item name={[name, 'lot']} label={t('freight_cold_chain.lot')} rules={[required]}>
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item
                name={[name, 'quantity']}
                label={t('freight_cold_chain.quantity_kg')}
                rules={[required]}
              >
                <InputNumber min={0.001} max={1e6} />
              </Form.Item>
              {rows.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  {t('freight_cold_chain.drop_row')}
                </Button>
              )}
            </div>
          ))}
          {rows.length < MOST_LOTS && (
            <Button size="small" onClick={() => add()}>
              {t('freight_cold_chain.add_lot')}
            </Button>
          )}
        </div>
      )}
    </Form.List>
  );
}

function Slot({ form }: { readonly form: ReturnType<typeof Form.useForm<Fields>>[0] }) {
  const { t } = useTranslation();
  const required = useRequired();
  const language = useStore(languageStore);
  const warehouse = Form.useWatch('warehouse', form);
  const from_ms = Math.ceil(platformNow() / HOUR_MS) * HOUR_MS;
  return (
    <>
      <Answer
        query={useWarehouses()}
        isEmpty={({ length }) => length === 0}
        empty={t('freight_cold_chain.no_warehouse')}
      >
        {(all) => (
          <Form.Item name="warehouse" label={t('freight_cold_chain.warehouse')} rules={[required]}>
            <Select options={all.map(({ code, name }) => ({ value: code, label: name[language] }))} />
          </Form.Item>
        )}
      </Answer>
      <Answer query={useSlots(warehouse, from_ms)} unasked={t('freight_cold_chain.slot_first')}>
        {(slots) => (
          <Form.Item name="slot_from_ms" label={t('freight_cold_chain.slot')} rules={[required]}>
            <Select
              options={slots.map(({ from_ms: at_ms, free }) => ({
                ...{ value: at_ms, disabled: free === 0 },
                label: t('freight_cold_chain.slot_free', { at: minuteOf(at_ms), n: free }),
              }))}
            />
          </Form.Item>
        )}
      </Answer>
    </>
  );
}
