import { isRecord } from './checks.ts';

type Schema = Readonly<Record<string, unknown>>;

const FORMATS: Readonly<Record<string, RegExp>> = {
  uri: /^[a-z][a-z0-9+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})*$/i,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
};
const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Whether a value is valid by a JSON schema, as far as the schema of EPCIS goes: tests compare our checks with it. */
export function isValidBy(root: Schema, schema: Schema, value: unknown): boolean {
  const by = (part: unknown, of: unknown) => isValidBy(root, part as Schema, of);
  const parts = (name: string) => (schema[name] as Schema[] | undefined) ?? [];
  if (typeof schema.$ref === 'string') return by(referred(root, schema.$ref), value);
  if (schema.type !== undefined && typeOf(value) !== schema.type) return false;
  if (schema.enum && !(schema.enum as unknown[]).includes(value)) return false;
  if (typeof value === 'string' && !isText(schema, value)) return false;
  if (Array.isArray(value) && !isList(schema, value, by)) return false;
  if (isRecord(value) && !isObject(schema, value, by)) return false;
  if (!parts('allOf').every((part) => by(part, value))) return false;
  if (schema.anyOf && !parts('anyOf').some((part) => by(part, value))) return false;
  if (schema.oneOf && parts('oneOf').filter((part) => by(part, value)).length !== 1) return false;
  if (schema.not && by(schema.not, value)) return false;
  return !schema.if || !by(schema.if, value) || by(schema.then ?? {}, value);
}

type By = (part: unknown, of: unknown) => boolean;

const isText = ({ pattern, format }: Schema, value: string): boolean =>
  (pattern === undefined || new RegExp(String(pattern)).test(value)) &&
  (format === undefined || (FORMATS[String(format)]?.test(value) ?? true));

function isList({ minItems = 0, uniqueItems, items }: Schema, value: readonly unknown[], by: By): boolean {
  if (value.length < Number(minItems)) return false;
  if (uniqueItems && new Set(value.map((each) => JSON.stringify(each))).size < value.length) return false;
  return items === undefined || value.every((each) => by(items, each));
}

function isObject(schema: Schema, value: Schema, by: By): boolean {
  const { required = [], properties = {}, propertyNames, additionalProperties } = schema;
  const known = properties as Readonly<Record<string, unknown>>;
  return (
    (required as string[]).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(
      ([name, each]) =>
        (Object.hasOwn(known, name) ? by(known[name], each) : additionalProperties !== false) &&
        (propertyNames === undefined || by(propertyNames, name)),
    )
  );
}

const referred = (root: Schema, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Schema)[decodeURIComponent(name)], root);
