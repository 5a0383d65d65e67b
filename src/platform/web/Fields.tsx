// The fields of a form, one control each; lists of small objects and groups nest. What is typed is held by FieldForm.
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useId } from 'react';
import { AsWritten, writtenIn } from './AsWritten.tsx';
import { DayInput } from './DayInput.tsx';
import { hasWords, useLanguage, useWords } from './i18n.ts';
import { useRegions } from './regions.ts';
import { controlOf, type Draft, draftOf, isShown, plain, type Schema, type Shown } from './schema.ts';

export type { Option } from './table.ts';
import type { Option } from './table.ts';
/** Where choices come from: by field name, and the search for organizations. */
export type FieldSources = {
  options?: Record<string, readonly Option[]>;
  findOrganizations?: (words: string) => Promise<Option[]>;
  /** Controls of a module's own, by field name; `draft` is the form as it stands. */
  controls?: Record<string, (props: OwnControl) => ReactNode>;
  /** What is said under a field as it is typed, by field name. */
  notes?: Record<string, (draft: Draft) => ReactNode>;
  shown?: Shown;
};
export type OwnControl = {
  common: Common;
  value: string;
  onChange: (value: string) => void;
  draft: Draft;
  /** Fills other fields of the form as well. */
  fill: (more: Draft) => void;
  title: string;
};

type Shared = {
  errors: ReadonlyMap<string, string>;
  locked: Record<string, { shown: string; source: string }>;
  sources: FieldSources;
};
type FieldsProps = Shared & { schema: Schema; draft: Draft; onChange: (draft: Draft) => void; under: string };

const Picker = lazy(() => import('./Picker.tsx'));

export function Fields({ schema, draft, onChange, under, ...shared }: FieldsProps) {
  const asked = Object.entries(schema.properties ?? {}).filter(([name]) => isShown(shared.sources.shown ?? {}, name, draft));
  return asked.map(([name, of]) => (
    <Field
      key={name}
      {...shared}
      form={draft}
      name={name}
      path={`${under}${name}`}
      of={of}
      required={schema.required?.includes(name) === true && !plain(of).nullable && of.default === undefined}
      value={draft[name] ?? ''}
      onChange={(value) => onChange({ ...draft, [name]: value })}
      fill={(more) => onChange({ ...draft, ...more })}
    />
  ));
}

type FieldProps = Shared & {
  name: string;
  path: string;
  of: Schema;
  required: boolean;
  value: Draft[string];
  onChange: (value: Draft[string]) => void;
  /** The form that the field stands in. */
  form: Draft;
  fill: OwnControl['fill'];
};

/** Word key, else the words themselves as a pack's form gives them. */
function useLabel(): (said: string | undefined, name: string) => string {
  const t = useWords();
  return (said, name) => (said === undefined ? name : hasWords(said) ? t(said) : said);
}

function Field(props: FieldProps) {
  const { name, path, of, required, value, onChange, errors, locked, sources, form, fill } = props;
  const t = useWords();
  const label = useLabel();
  const id = useId();
  const { schema } = plain(of);
  const title = label(of.title ?? schema.title, name);
  const error = errors.get(path);
  const help = of.help ?? schema.help ?? (schema.description && hasWords(schema.description) ? schema.description : undefined);
  const lock = locked[path];
  const control = controlOf(of);
  if (lock)
    return (
      <div className="field">
        <span className="field-label">{title}</span>
        <div className="field-locked">
          {lock.shown} <span className="note">{lock.source}</span>
        </div>
      </div>
    );
  if (control === 'list' || control === 'group')
    return (
      <fieldset className="field field-group">
        <legend className="field-label">{title}</legend>
        {control === 'group' && typeof value === 'object' && !Array.isArray(value) ? (
          <Fields {...{ errors, locked, sources }} schema={schema} draft={value} onChange={onChange} under={`${path}.`} />
        ) : (
          <List {...props} schema={schema} />
        )}
        {error ? <p className="field-error">{error}</p> : null}
      </fieldset>
    );
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const common = {
    id,
    'aria-invalid': error !== undefined,
    'aria-required': required,
    ...(described ? { 'aria-describedby': described } : {}),
  };
  return (
    <div className={control === 'boolean' ? 'field field-boolean' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {title}
        {required || control === 'boolean' ? null : <span className="field-optional">{t('shell:form.optional')}</span>}
      </label>
      <ControlOf {...{ control, schema, value, onChange, common, name, sources, title, form, fill }} />
      {help ? (
        <p className="note" id={`${id}-help`}>
          {label(help, '')}
        </p>
      ) : null}
      {sources.notes?.[name]?.(form)}
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          <AsWritten>{error}</AsWritten>
        </p>
      ) : null}
    </div>
  );
}

type Common = { id: string; 'aria-invalid': boolean; 'aria-required': boolean; 'aria-describedby'?: string };
type ControlProps = {
  control: ReturnType<typeof controlOf>;
  schema: Schema;
  value: Draft[string];
  onChange: (value: string | boolean) => void;
  common: Common;
  name: string;
  title: string;
  sources: FieldSources;
  form: Draft;
  fill: OwnControl['fill'];
};

function ControlOf({ control, schema, value, onChange, common, name, sources, title, form, fill }: ControlProps): ReactNode {
  const t = useWords();
  const said = typeof value === 'string' ? value : '';
  const own = sources.controls?.[name];
  if (own) return own({ common, value: said, onChange, draft: form, fill, title });
  const text = {
    ...common,
    className: 'input',
    value: said,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (control) {
    case 'boolean':
      return <input {...common} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
    case 'textarea':
      return <textarea {...text} rows={4} maxLength={schema.maxLength} />;
    case 'number':
    case 'money':
      return (
        <span className="input-unit">
          <input {...text} inputMode="decimal" autoComplete="off" />
          {schema.unit ? (
            <span>{hasWords(`shell:units.${schema.unit}`) ? t(`shell:units.${schema.unit}`) : schema.unit}</span>
          ) : null}
        </span>
      );
    case 'day':
      return <DayInput {...text} />;
    case 'partialDay':
      return <input {...text} inputMode="numeric" placeholder={t('shell:form.partialDay')} />;
    case 'region':
      return <RegionSelect {...{ common, value: said, onChange }} />;
    case 'organization':
      return (
        <Suspense fallback={<input {...text} disabled />}>
          <Picker {...{ common, value: said, onChange, title }} find={sources.findOrganizations ?? (() => Promise.resolve([]))} />
        </Suspense>
      );
    case 'select':
      return <Choice {...{ common, value: said, onChange }} options={sources.options?.[name] ?? optionsOf(schema, t)} />;
    default:
      return sources.options?.[name] ? (
        <Choice {...{ common, value: said, onChange }} options={sources.options[name]} />
      ) : (
        <input {...text} maxLength={schema.maxLength} />
      );
  }
}

/** Codes of digits by their digits: as keys of an object, 10 would stand before 01. */
const inOrder = <T,>(values: T[]): T[] => (values.every((one) => /^\d+$/.test(String(one))) ? values.toSorted() : values);
const optionsOf = (schema: Schema, t: (key: string) => string): Option[] =>
  inOrder((schema.enum ?? []).filter((one) => one !== null)).map((one) => {
    const key = `${schema.options ?? ''}.${one}`;
    return { value: String(one), title: schema.options && hasWords(key) ? t(key) : String(one) };
  });

type ChoiceProps = { common: Common; value: string; onChange: (value: string) => void; options: readonly Option[] };
function Choice({ common, value, onChange, options }: ChoiceProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <select {...common} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('shell:form.choose')}</option>
      {options.map((one) => (
        <option key={one.value} value={one.value} lang={writtenIn(one.title, language)}>
          {one.title}
        </option>
      ))}
    </select>
  );
}

function RegionSelect(props: Omit<ChoiceProps, 'options'>) {
  const regions = useRegions().data?.items ?? [];
  return (
    <Choice
      {...props}
      options={regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name }))}
    />
  );
}

/** Choices that a server gives, by query key, for `FieldSources.options`. */
export function useOptions(key: string, ask: () => Promise<Option[]>): readonly Option[] {
  return useQuery({ queryKey: ['options', key], queryFn: ask, staleTime: 300_000 }).data ?? [];
}

type LineProps = { name: string; at: number; path: string; item: Schema; value: string; wrong: boolean; sources: FieldSources };

/** One of a list of texts: chosen where there are choices, an organization searched for, else typed. */
function Line({ name, at, path, item, value, wrong, sources, onChange }: LineProps & { onChange: (value: string) => void }) {
  const common = { id: `${path}-${at}`, 'aria-invalid': wrong, 'aria-required': true, 'aria-label': `${at + 1}` };
  const choices = sources.options?.[name];
  if (choices) return <Choice {...{ common, value, onChange }} options={choices} />;
  const find = item.control === 'organization' ? sources.findOrganizations : undefined;
  const typed = <input {...common} className="input" value={value} onChange={(event) => onChange(event.target.value)} />;
  return find ? (
    <Suspense fallback={typed}>
      <Picker {...{ common, value, onChange, find }} title={`${at + 1}`} />
    </Suspense>
  ) : (
    typed
  );
}

function List({ schema, name, path, value, onChange, errors, locked, sources }: FieldProps & { schema: Schema }) {
  const t = useWords();
  const items = Array.isArray(value) ? value : [];
  const item = schema.items ?? {};
  const set = (next: Draft[] | string[]) => onChange(next);
  const objects = items.filter((one): one is Draft => typeof one !== 'string');
  const lines = items.filter((one): one is string => typeof one === 'string');
  const full = schema.maxItems !== undefined && items.length >= schema.maxItems;
  const add = () => (item.properties ? set([...objects, draftOf(item)]) : set([...lines, '']));
  const drop = (at: number) =>
    item.properties ? set(objects.filter((_one, index) => index !== at)) : set(lines.filter((_one, index) => index !== at));
  return (
    <div className="field-list">
      {items.map((one, at) => (
        // A line of a list has no id of its own until it is sent; its place is what it is known by.
        <div key={at} className="field-item">
          {typeof one === 'string' ? (
            <Line
              {...{ name, at, path, item, sources }}
              value={one}
              wrong={errors.has(`${path}.${at}`)}
              onChange={(next) => set(lines.map((line, index) => (index === at ? next : line)))}
            />
          ) : (
            <Fields
              {...{ errors, locked, sources }}
              schema={item}
              draft={one}
              under={`${path}.${at}.`}
              onChange={(next) => set(objects.map((held, index) => (index === at ? next : held)))}
            />
          )}
          <button type="button" className="button-text" onClick={() => drop(at)}>
            {t('shell:form.drop')}
          </button>
        </div>
      ))}
      {full ? null : (
        <button type="button" className="button" onClick={add}>
          {t('shell:form.add')}
        </button>
      )}
    </div>
  );
}
