import type { AuditEntry } from '@opentocc/contract';
import { minuteOf } from '../../../ui/format.ts';
import { useTextGroups, useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useCodeName, useSubjectName } from './audit-names.ts';

type Json = AuditEntry['detail'][string];
/** A value as people read it, by the name of the field where it stands. */
type Reader = (value: Json | undefined, field: string) => string;

/** What a record says: each thing that changed with what it was and what it is, then the rest. */
export function AuditDetail({ entry: { detail, hash, principal, action } }: { entry: AuditEntry }) {
  const fieldName = useFieldName();
  const read = useReader();
  const subjectName = useSubjectName();
  const { before, after, code, ...rest } = detail;
  const error = code === undefined ? {} : { error: code };
  const facts = Object.entries({ ...error, ...rest, principal: subjectName(principal), action, SM3: hash });
  return (
    <>
      {(before !== undefined || after !== undefined) && (
        <ChangeTable before={before} after={after} read={read} />
      )}
      <dl className="audit-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="muted">{fieldName(name)}</dt>
            <dd>{read(value, name)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface Change {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly read: Reader;
}

function ChangeTable({ before, after, read }: Change) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  return (
    <table className="audit-change">
      <thead>
        <tr>
          <th scope="col">{t('audit.changed')}</th>
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changedFields(before, after, read).map((field) => (
          <tr key={field}>
            <th scope="row">{fieldName(field)}</th>
            <td>{read(fieldsOf(before)[field], field)}</td>
            <td>{read(fieldsOf(after)[field], field)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names fields; one of the parameters of the indices by its path: "gb.annex". */
function useFieldName(): (field: string) => string {
  const { group } = useTextGroups();
  const fields: Record<string, string> = group('audit.field');
  const parts: Record<string, string> = {
    ...group('link_class'),
    ...group('audit.part'),
  };
  return (field) =>
    fields[field] ??
    field
      .split('.')
      .map((part) => parts[part] ?? part)
      .join(' · ');
}

/** The fields of either side that differ; a value that is no object is one field, "value". */
function changedFields(before: Json | undefined, after: Json | undefined, read: Reader): string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return fields.filter((field) => read(was[field], field) !== read(is[field], field));
}

function fieldsOf(side: Json | undefined): Record<string, Json> {
  if (side === undefined || side === null) return {};
  return typeof side === 'object' && !Array.isArray(side) ? side : { value: side };
}

/** Reads values: lists by line or comma of the language, objects by field, times as times, codes by their names. */
function useReader(): Reader {
  const { t } = useTranslation();
  const codeName = useCodeName();
  const fieldName = useFieldName();
  const read: Reader = (value, field) => {
    if (value === undefined || value === null || value === '') return '—';
    if (Array.isArray(value)) {
      const flat = value.every((each) => typeof each !== 'object');
      return value.map((each) => read(each, field)).join(flat ? t('common.comma') : '\n') || '—';
    }
    if (typeof value === 'number' && field.endsWith('_ms')) return minuteOf(value);
    if (typeof value !== 'object') return codeName(String(value));
    return Object.entries(value)
      .filter(([, each]) => each !== null)
      .map(([name, each]) => `${fieldName(name)} ${read(each, name)}`)
      .join(' · ');
  };
  return read;
}
