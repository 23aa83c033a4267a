import { readFileSync, writeFileSync } from 'node:fs';
import type { Language } from '@opentocc/contract';
import { SimulationScenario } from '@opentocc/contract/scenario';
import { compileScenario, type Finding, runScenario, type ScenarioResult } from '@opentocc/core/simulation';
import { z } from 'zod';
import { languageOf, say } from '../kit/i18n.ts';
import type { SimulateFlags } from './simulate-flags.ts';
import { FINDING_TEXTS, simulationErrors } from './simulation-texts.ts';

/** Problems that are named before the rest is only counted. */
const NAMED = 20;

/** `tocc simulate SCENARIO.json`, or `tocc simulate NET.net.xml --trips FILE`: results as JSON. */
export async function simulate(file: string, flags: SimulateFlags): Promise<void> {
  const isSumo = /\.xml(\.gz)?$/.test(file);
  const result = isSumo ? await simulateSumo(file, flags) : simulateScenario(file, flags);
  const text = `${JSON.stringify(result)}\n`;
  if (flags.out) writeFileSync(flags.out, text);
  else process.stdout.write(text);
}

async function simulateSumo(file: string, flags: SimulateFlags): Promise<object> {
  if (!flags.trips) throw simulationErrors.no_trips();
  const { runSumo } = await import('./simulate-sumo.ts');
  return runSumo(file, flags.trips, flags);
}

type Printed = Partial<ScenarioResult> & { readonly warnings: readonly string[] };

function simulateScenario(file: string, flags: SimulateFlags): Printed {
  const language = languageOf(process.env.LANG?.replace('_', '-'));
  const read = readScenario(file, language);
  const scenario = flags.seed === undefined ? read : { ...read, seed: flags.seed };
  const { compiled, findings } = compileScenario(scenario);
  const texts = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).map((finding) => textOf(finding, language));
  if (!compiled) throw simulationErrors.cannot_run({ file, problems: listed(texts('error')) });
  const warnings = texts('warning');
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  const result = runScenario(scenario, compiled, { trips: flags.listTrips });
  const { links, ...brief } = result;
  return { ...brief, ...(flags.summary ? {} : { links }), warnings };
}

function readScenario(file: string, language: Language): SimulationScenario {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw simulationErrors.not_json({ file, reason: error.message });
  }
  const { localeError } = language === 'zh' ? z.locales.zhCN() : z.locales.en();
  const parsed = SimulationScenario.safeParse(value, { error: localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${pathOf(path)}: ${message}`);
  throw simulationErrors.not_a_scenario({ file, problems: listed(problems) });
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function textOf({ code, at, params }: Finding, language: Language): string {
  return `${at}: ${say(FINDING_TEXTS[code], language, params)}`;
}

function listed(problems: readonly string[]): string {
  const more = problems.length - NAMED;
  return [...problems.slice(0, NAMED), ...(more > 0 ? [`… + ${more}`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
}
