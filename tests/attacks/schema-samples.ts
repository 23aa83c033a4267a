/** JSON schemas as OpenAPI writes them. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** An operation of OpenAPI. */
export interface Operation {
  readonly parameters?: readonly { in: string; name: string; schema: Schema }[];
  readonly requestBody?: { content: { 'application/json': { schema: Schema } } };
}

export type Schemas = Readonly<Record<string, Schema>>;

function resolved(schema: Schema, named: Schemas): Schema {
  if (schema.$ref) return resolved(named[schema.$ref.split('/').at(-1) ?? ''], named);
  const [first] = schema.anyOf ?? [];
  return first ? resolved(first, named) : schema;
}

/** A value that the schema takes, for what is not attacked at the moment. */
export function sampleOf(given: Schema, named: Schemas): unknown {
  const schema = resolved(given, named);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') return membersOf(schema, named);
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.format === 'date') return '2026-11-23';
  return 'a'.repeat(Math.max(4, schema.minLength ?? 0));
}

function membersOf({ properties = {}, required = [] }: Schema, named: Schemas): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, member]) => [name, sampleOf(member, named)]),
  );
}

/** The places in a body where a text stands, as paths: `name.zh`, `permissions.0`. */
export function textsIn(given: Schema, named: Schemas, path: readonly string[] = []): string[][] {
  const schema = resolved(given, named);
  if (schema.type === 'object')
    return Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
      textsIn(member, named, [...path, name]),
    );
  if (schema.type === 'array') return schema.items ? textsIn(schema.items, named, [...path, '0']) : [];
  return schema.type === 'string' && !schema.enum && schema.const === undefined ? [[...path]] : [];
}

/** The value with another in the place of a path. */
export function withValue(value: unknown, [first, ...rest]: readonly string[], put: unknown): unknown {
  if (first === undefined) return put;
  if (Array.isArray(value)) return [withValue(value[0], rest, put)];
  const members = (value ?? {}) as Record<string, unknown>;
  return { ...members, [first]: withValue(members[first], rest, put) };
}

/** Numbers at which layers differ: signs, 16, 32 and 53 bits, the last instant of `Date`, fractions. */
const NUMBERS = [
  0,
  -1,
  1,
  0.5,
  65_536,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  8.64e15,
  8.64e15 + 1,
  -(2 ** 31) - 1,
  1e300,
];
const TEXTS = [
  '',
  ' ',
  '0',
  'a'.repeat(64),
  '\u{1f6a6}',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-11-23',
];

/** A value for one place of a schema. */
export interface Variant {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Values at the edges of a schema and beyond, each for one place of it; members left out, null, and other types. */
export function variantsOf(given: Schema, named: Schemas, path: readonly string[] = []): Variant[] {
  const schema = resolved(given, named);
  const here = (values: readonly unknown[]) => values.map((value) => ({ path, value }));
  if (schema.enum) return here(schema.enum);
  if (schema.type === 'object')
    return [
      ...here([{}]),
      ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
        variantsOf(member, named, [...path, name]),
      ),
    ];
  if (schema.type === 'array') {
    const item = schema.items && sampleOf(schema.items, named);
    const inside = schema.items ? variantsOf(schema.items, named, [...path, '0']) : [];
    return [...here([[], [item, item], Array.from({ length: 300 }, () => item)]), ...inside];
  }
  if (schema.type === 'boolean') return here([true, false]);
  if (schema.type === 'integer' || schema.type === 'number')
    return here([...NUMBERS, ...[schema.minimum, schema.maximum].filter((edge) => edge !== undefined)]);
  return here([...TEXTS, null]);
}
