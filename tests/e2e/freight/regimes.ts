import type {
  DeclaredTrip,
  FilingList,
  FreightRegimeDraft,
  FreightRegimeEntry,
  TripPermit,
} from '@opentocc/contract';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Caller } from '../appoint.ts';
import { keepPicture, seriousFindings } from '../open-browser.ts';
import { type CityOf, FIRM } from './freight-city.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the city's time. */
const AHEAD_MS = 8 * HOUR_MS;

type Regimes = { readonly regimes: FreightRegimeEntry[] };

/** A regime from its draft to its end, and a closure of a port. */
export function walkRegimes(of: CityOf): void {
  const find = async (code: string) =>
    (await of().people.chief.ask<Regimes>('GET', '/freight/regimes')).regimes.find(
      ({ regime }) => regime.code === code,
    );
  let draft: FreightRegimeDraft;
  let trip: DeclaredTrip;
  /** Hours that the draft forbids the trip. */
  let from: string;
  let to: string;

  beforeAll(async () => {
    const at_ms = soonToday();
    const hour = Math.floor(((at_ms + AHEAD_MS) % DAY_MS) / HOUR_MS);
    [from, to] = [clockOf((hour + 1) % 24), clockOf(hour)];
    trip = await declareTrip(of().people.firm, at_ms);
  });

  it('one is drafted, and a contradiction is refused in words', { timeout: 360_000 }, async () => {
    const { open, people } = of();
    const page = await open(people.officer, '/freight/regimes');
    await page.getByText('现行规则').waitFor();
    await page.getByRole('button', { name: '起草规则集' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('中文名称').fill('高温应急');
    await dialog.getByLabel('编号').fill('heat-e2e');
    await dialog.getByLabel('起草缘由').fill('高温橙色预警');
    await dialog.getByRole('button', { name: '开始起草' }).click();
    await page.getByText('没有发现问题').waitFor();
    await page.getByRole('button', { name: '添加规则' }).click();
    await page.getByRole('menuitem', { name: '可行车次' }).click();
    // A rule by which nobody may go stands against the one by which everybody may.
    await dialog.getByLabel('规则编号').fill('nobody');
    await dialog.getByLabel('可行方式').press('Backspace');
    await dialog.getByLabel('可行方式').press('Backspace');
    await dialog.getByRole('button', { name: /确\s*定/ }).click();
    await page.getByText(/矛盾/).first().waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('有未保存的修改').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /审\s*查/ }).click();
    await page.getByText(/草案有 \d+ 处错误，不能继续/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-regimes-draft');
    await page.getByRole('button', { name: '修改规则 可行车次' }).click();
    await dialog.getByRole('button', { name: '删除这条规则' }).click();
    await page.getByText('没有发现问题').waitFor();
    await page.getByRole('button', { name: '添加规则' }).click();
    await page.getByRole('menuitem', { name: '通行时段' }).click();
    await dialog.getByLabel('通行时段').fill(`${from}-${to}`);
    await dialog.getByRole('button', { name: /确\s*定/ }).click();
    await page.getByText(`只可在 ${from}–${to} 过境`).waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('有未保存的修改').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /审\s*查/ }).click();
    await page.getByText('审查通过').waitFor();
    expect(await page.getByRole('button', { name: /公\s*布/ }).isDisabled()).toBe(true);
    const drafts = await people.officer.ask<FreightRegimeDraft[]>('GET', '/freight/regime-drafts');
    draft = drafts.find(({ regime }) => regime.code === 'heat-e2e') as FreightRegimeDraft;
    expect(draft.state).toBe('checked');
    await page.context().close();
  });

  it('its switch is previewed beside the rules in force', { timeout: 360_000 }, async () => {
    const { open, people } = of();
    const page = await open(people.officer, `/freight/regimes/drafts/${draft.id}/preview`);
    await page.getByText('哪些企业受影响').waitFor({ timeout: 180_000 });
    // The trip that the firm booked for today may go now, and may not by the draft.
    await page.getByRole('heading', { name: /1 个车次/ }).waitFor();
    await page.getByRole('row', { name: /不得通行\s+0\s+1/ }).waitFor();
    await page
      .getByRole('cell', { name: /端到端物流/ })
      .first()
      .waitFor();
    await page.getByText('各口岸到车与排队').waitFor();
    await page.getByText(/若此刻生效，未完成车次/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-regimes-preview');
    await page.context().close();
  });

  it('it is announced by another officer, begins, and is taken back', { timeout: 540_000 }, async () => {
    const { city, open, people } = of();
    // As soon as an officer may: the dialog offers the time of the draft, an hour ahead.
    const now_ms = await people.chief.ask<{ now_ms: number }>('GET', '/freight/regimes');
    const { version, id } = draft;
    await people.chief.ask('POST', `/freight/regime-drafts/${id}/announcement`, {
      ...{ seen: version, from_ms: now_ms.now_ms + 8_000, to_ms: null, reason: '高温橙色预警' },
    });
    const page = await open(people.chief, '/freight/regimes/heat-e2e/1', { width: 390, height: 800 });
    await page.getByText('已公布').first().waitFor();
    await vi.waitFor(async () => expect((await find('heat-e2e'))?.began?.settled_ms).toBeGreaterThan(0), {
      timeout: 180_000,
      interval: 500,
    });
    await page.getByText('现行').first().waitFor();
    await page.getByText(/未完成车次处置：照旧 0，重新判定 0，取消 1/).waitFor();
    const ended = await people.firm.ask<DeclaredTrip>('GET', `/freight/trips/${trip.id}`);
    const permit = await people.firm.ask<TripPermit>('GET', `/freight/trips/${trip.id}/permit`);
    expect([trip.state, ended.state, permit.state]).toEqual(['booked', 'called_off', 'revoked']);
    expect(ended.cause?.zh).toContain(`不在通行时段 ${from}–${to} 内`);
    await page.getByRole('button', { name: /撤\s*回/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('预警解除');
    await dialog.getByRole('button', { name: /撤\s*回/ }).click();
    await page.getByText('已撤回：预警解除').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-regimes-taken-back');
    expect((await find('heat-e2e'))?.standing).toBe('over');
    await page.goto(`${city.url}/freight/regimes`);
    await page.locator('.regimes-now.regimes-normal').waitFor();
    await page.context().close();
  });

  it('a closure of a port stands in the calendar', { timeout: 180_000 }, async () => {
    const { open, people } = of();
    const page = await open(people.chief, '/freight/regimes/ports');
    await page.getByRole('button', { name: '公布口岸状态' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('口岸', { exact: true }).click();
    await page.getByTitle('文锦渡口岸').click();
    await dialog.getByLabel('原因 （中文）').fill('路面抢修');
    await dialog.getByLabel('原因 （英文）').fill('road works');
    await dialog.getByLabel('依据 （中文）').fill('口岸办通知');
    await dialog.getByLabel('依据 （英文）').fill('Port office');
    await dialog.getByRole('button', { name: /公\s*布/ }).click();
    await page.getByText('路面抢修').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-regimes-ports');
    await page.context().close();
  });
}

/** In an hour, and still today: a preview is of yesterday's trips and today's. */
function soonToday(): number {
  const now_ms = Date.now();
  const ends_ms = Math.floor((now_ms + AHEAD_MS) / DAY_MS + 1) * DAY_MS - AHEAD_MS;
  return Math.min(now_ms + HOUR_MS, ends_ms - 60_000);
}

const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** With the truck and the driver that the firm has on file. */
async function declareTrip(firm: Caller, at_ms: number): Promise<DeclaredTrip> {
  const { entries } = await firm.ask<FilingList>('GET', `/freight/filing/entries?firm=${FIRM}`);
  const idOf = (kind: string) => entries.find((one) => one.kind === kind)?.id;
  return firm.ask('POST', '/freight/trips', {
    ...{ key: 'regimes-e2e', truck: idOf('truck'), drivers: [idOf('driver')], direction: 'in' },
    ...{ mode: 'direct', route: null, documents: [], stops: [], wait: true, standby: false },
    goods: { name: '电子元件', weight_kg: null, hazmat: null },
    destination: { city: '440300', street: null },
    crossings: [
      { port: 'huanggang', direction: 'in', at_ms },
      { port: 'huanggang', direction: 'out', at_ms: at_ms + 2 * HOUR_MS },
    ],
  });
}
