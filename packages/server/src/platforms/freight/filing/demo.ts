import type { FilingEntry, FilingImportOutcome, FilingList } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { type FreightLife, freightLifeOf, type LifeFirm, lifeFirms } from '@opentocc/testkit/freight';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import type { Demo, DemoOfficer, DemoPerson, SignInAs } from '../../../kit/demo.ts';
import { plateForm } from './checks/identifiers.ts';
import { driverList, firmContent, placeContent, routeContent, truckList } from './demo-contents.ts';
import { EXTRA_TRUCKS, extraTruck, FIRST_FIRM } from './demo-extras.ts';
import type { FilingRegister } from './register.ts';

/** Names and codes of firms are the same for every seed. */
const FIRMS = lifeFirms(0).firms;
const accountOf = (firm: string): string => `${firm}-filing`;
/** Checks what firms file. */
const OFFICER: DemoPerson = {
  ...{ name: 'demo-filing-officer', display_name: '示范备案核对员', role: 'freight-officer' },
};
/** Files what is the city's own, and sanctions. */
const CHIEF: DemoPerson = {
  ...{ name: 'demo-filing-chief', display_name: '示范备案主管', role: 'freight-officer' },
};
const PEOPLE: readonly DemoPerson[] = [
  OFFICER,
  CHIEF,
  ...FIRMS.map(({ code, name }) => ({
    ...{ name: accountOf(code), display_name: `${name.zh}备案员`, role: 'freight-firm', unit: code },
  })),
];
/** Entries that one request approves. */
const AT_ONCE = 200;

/**
 * Firms of the demo city file themselves, their trucks, drivers and work sites by their own accounts, and an officer approves
 * them: those that the script of freight drives. Some more wait, came back, end today or are suspended with an appeal.
 */
export const createFilingDemo = (register: FilingRegister, clock: Clock): Demo => ({
  units: FIRMS.map(({ code, name }) => ({ code, parent: 'city', kind: 'firm', name })),
  people: PEOPLE,
  // Trucks that nobody drives are not filed: it takes as long as all else of a first start.
  registers_for_world: true,
  isUnregistered(city) {
    const life = freightLifeOf(city);
    return life !== null && !isFiled(register, life);
  },
  async register(city, _operator, signInAs) {
    const life = freightLifeOf(city);
    if (life === null) return;
    for (const firm of life.firms)
      await atDesk(signInAs, accountOf(firm.code), fileOfFirm(register, life, firm, clock));
    await atDesk(signInAs, CHIEF.name, fileOfCity(register, life));
    await approveAll(signInAs);
    await tellStories(signInAs, register, clock);
  },
});

function isFiled(register: FilingRegister, { trucks, places }: FreightLife): boolean {
  const names = namesOf(register);
  return (
    trucks.every(({ plate }) => register.truckByPlate(plateForm(plate)) !== undefined) &&
    places.every(({ kind, name }) => kind === 'port' || names.has(name.zh)) &&
    register.truckByPlate(EXTRA_TRUCKS.suspended) !== undefined
  );
}

/** Titles of places and routes on file. */
const namesOf = (register: FilingRegister): ReadonlySet<string> =>
  new Set([...register.all()].filter(({ state }) => state !== 'removed').map(({ title }) => title));

type Work = (desk: DemoOfficer) => Promise<void>;

async function atDesk(signInAs: SignInAs, name: string, work: Work): Promise<void> {
  const desk = await signInAs(name);
  try {
    await work(desk);
  } finally {
    await desk.signOut();
  }
}

/** The firm itself, then trucks and drivers as lists, as larger firms do; places one by one. */
const fileOfFirm =
  (register: FilingRegister, life: FreightLife, firm: LifeFirm, clock: Clock): Work =>
  async (desk) => {
    if (!register.firm(firm.code))
      await desk.call('POST', '/freight/filing/entries', { firm: firm.code, content: firmContent(firm) });
    const today_ms = clock.now();
    const trucks = life.trucks.filter(
      ({ firm: { code }, plate }) => code === firm.code && !register.truckByPlate(plateForm(plate)),
    );
    const isStaffed = register.driversOf(firm.code).length > 0;
    const drivers = life.drivers.filter((one) => !isStaffed && one.firm.code === firm.code);
    const lists = [
      ['truck', trucks.length, truckList(trucks, today_ms)],
      ['driver', drivers.length, driverList(drivers, today_ms)],
    ] as const;
    for (const [kind, rows, text] of lists)
      if (rows > 0)
        await desk.call<FilingImportOutcome>('POST', '/freight/filing/import', {
          ...{ kind, firm: firm.code, file: `${kind}s.csv` },
          content_base64: Buffer.from(text).toString('base64'),
        });
    const at = life.firms.indexOf(firm);
    const names = namesOf(register);
    const sites = life.places.filter(({ kind }) => kind === 'site');
    for (const site of sites.filter((_, i) => i % life.firms.length === at))
      if (!names.has(site.name.zh))
        await desk.call('POST', '/freight/filing/entries', { firm: firm.code, content: placeContent(site) });
  };

/** Lodgings, transfer points, service areas and designated routes are the city's own. */
const fileOfCity =
  (register: FilingRegister, life: FreightLife): Work =>
  async (desk) => {
    const names = namesOf(register);
    const places = life.places.filter(({ kind }) => kind !== 'site' && kind !== 'port').map(placeContent);
    const contents = [...places, ...life.routes.map(routeContent)];
    for (const content of contents)
      if (!names.has(content.name))
        await desk.call('POST', '/freight/filing/entries', { firm: null, content });
  };

async function approveAll(signInAs: SignInAs): Promise<void> {
  await atDesk(signInAs, OFFICER.name, async (desk) => {
    for (let offset = 0; ; ) {
      const path = `/freight/filing/entries?waits=check&limit=${AT_ONCE}&offset=${offset}`;
      const { entries } = await desk.call<FilingList>('GET', path);
      if (entries.length === 0) return;
      const asked = entries.map(({ id, version }) => ({ id, version }));
      const { refused } = await desk.call<{ refused: readonly object[] }>(
        'POST',
        '/freight/filing/approvals',
        {
          entries: asked,
        },
      );
      // What cannot be approved goes on waiting, before what comes next.
      offset += refused.length;
    }
  });
}

/** What an officer sees of a day: some that wait, one that came back, one whose papers end, one suspended with an appeal. */
async function tellStories(signInAs: SignInAs, register: FilingRegister, clock: Clock): Promise<void> {
  if (register.truckByPlate(EXTRA_TRUCKS.suspended)) return;
  const made = new Map<string, FilingEntry>();
  const today = cityDay(clock.now());
  await atDesk(signInAs, accountOf(FIRST_FIRM), async (desk) => {
    for (const [what, plate] of Object.entries(EXTRA_TRUCKS)) {
      const until = what === 'ending' ? today : cityDay(clock.now() + 400 * DAY_MS);
      const body = { firm: FIRST_FIRM, content: extraTruck(plate, until) };
      if (!register.truckByPlate(plate))
        made.set(what, await desk.call<FilingEntry>('POST', '/freight/filing/entries', body));
    }
  });
  const act = (desk: DemoOfficer, what: string, path: string, body: object) => {
    const { id, version } = made.get(what) ?? { id: '', version: 1 };
    const done = desk.call<FilingEntry>('POST', `/freight/filing/entries/${id}/${path}`, {
      version,
      ...body,
    });
    return done.then((entry) => void made.set(what, entry));
  };
  await atDesk(signInAs, OFFICER.name, async (desk) => {
    const reason = '终端安装照片不清晰，请补充照片后重新提交';
    await act(desk, 'returned', 'decision', { approved: false, reason });
    await act(desk, 'ending', 'decision', { approved: true });
    await act(desk, 'suspended', 'decision', { approved: true });
  });
  await atDesk(signInAs, CHIEF.name, (desk) =>
    act(desk, 'suspended', 'sanction', { act: 'suspend', reason: '一周内两次偏离指定路线且联系不上驾驶员' }),
  );
  await atDesk(signInAs, accountOf(FIRST_FIRM), (desk) =>
    act(desk, 'suspended', 'appeal', {
      text: '两次偏离均因道路施工按交警指挥绕行，附现场照片，请重新核查。',
    }),
  );
}
