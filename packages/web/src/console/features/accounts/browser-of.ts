/** Browsers by what they call themselves; each also names those that it descends from, so the youngest comes first. */
const BROWSERS = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari\//],
] as const;
/** Android calls itself Linux too, an iPhone is like Mac OS X. */
const SYSTEMS = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

/** The name that people know a browser by, with its system; the whole text where it names none. */
export function browserOf(agent: string): string {
  for (const [name, says] of BROWSERS) {
    const version = says.exec(agent)?.[1];
    if (version === undefined) continue;
    const system = SYSTEMS.find(([, named]) => named.test(agent))?.[0];
    return [`${name} ${version}`, system].filter(Boolean).join(' · ');
  }
  return agent;
}
