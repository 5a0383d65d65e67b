// A form from the schema of an action's input: one column, labels above, help beside the field, errors at the field and counted.
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { hasWords, useWords } from './i18n.ts';
import { dropDraft, keepDraft, keptDraft } from './kept.ts';
import { ProblemError } from './problem.ts';
import { ProblemView } from './Parts.tsx';
import { asAsked, bodyOf, type Draft, draftOf, faultsOf, isShown, type Schema, withChanges } from './schema.ts';
import { Fields, type FieldSources } from './Fields.tsx';
import './form.css';

export type { FieldSources, Option } from './Fields.tsx';
export type { Schema } from './schema.ts';

export type FieldFormProps = {
  schema: Schema;
  /** Values to begin with. */
  given?: Record<string, unknown>;
  /** Filled by the system and not to be changed here: the value as shown and where it comes from. */
  locked?: Record<string, { shown: string; source: string }>;
  sources?: FieldSources;
  /** Word on the button: the action's name. */
  submitWords: string;
  danger?: boolean;
  /** Sends the body; a thrown ProblemError is shown, its `errors` at their fields. */
  onSubmit: (body: Record<string, unknown>) => Promise<void>;
  onCancel?: () => void;
  /** Keeps what was typed in this browser under this name until it is sent. */
  keep?: string;
  /** Begins with `given`, whatever was kept under that name. */
  anew?: boolean;
};

export function FieldForm({
  schema,
  given,
  locked = {},
  sources = {},
  submitWords,
  danger = false,
  onSubmit,
  onCancel,
  keep,
  anew = false,
}: FieldFormProps) {
  const t = useWords();
  const form = useRef<HTMLFormElement>(null);
  const { draft, setDraft, saved, restored, begin } = useDraft(schema, given, { keep, anew });
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const shown = sources.shown ?? {};
  const judged = () => faultsOf(schema, draft, shown).filter((one) => !(one.path in locked));
  const faults = tried ? judged() : [];
  const errors = useErrors(faults, refused);
  useEffect(() => {
    if (tried) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried, refused]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setRefused(null);
    if (judged().length > 0) return;
    setSending(true);
    try {
      await onSubmit(bodyOf(schema, asAsked(schema, draft, shown, draftOf(schema, given))));
      if (keep) dropDraft(keep);
    } catch (problem) {
      setRefused(problem);
    } finally {
      setSending(false);
    }
  };
  const change = (next: Draft) => {
    setDraft(next);
    if (refused instanceof ProblemError) setRefused(null);
  };
  return (
    <form ref={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
      {schema.help && hasWords(schema.help) ? <p className="note">{t(schema.help)}</p> : null}
      <Fields schema={schema} draft={draft} onChange={change} errors={errors} locked={locked} sources={sources} under="" />
      {refused && !onlyFields(refused, schema, (field) => isShown(shown, field, draft)) ? (
        <ProblemView problem={refused} />
      ) : null}
      {restored ? (
        <p className="note">
          {t('shell:form.restored')}{' '}
          <button type="button" className="button-text" onClick={begin}>
            {t('shell:form.begin')}
          </button>
        </p>
      ) : null}
      <Foot {...{ sending, submitWords, danger, onCancel, saved }} wrong={errors.size} />
    </form>
  );
}

type FootProps = {
  sending: boolean;
  submitWords: string;
  danger: boolean;
  onCancel: (() => void) | undefined;
  saved: string | null;
  wrong: number;
};

/** The button with the count of what needs mending, and what became of the draft. */
function Foot({ sending, submitWords, danger, onCancel, saved, wrong }: FootProps) {
  const t = useWords();
  return (
    <div className="form-foot">
      <button type="submit" className={danger ? 'button button-danger' : 'button button-primary'} disabled={sending}>
        {sending ? t('shell:form.sending') : submitWords}
        {wrong > 0 ? <span className="count">{wrong}</span> : null}
      </button>
      {onCancel ? (
        <button type="button" className="button" onClick={onCancel}>
          {t('shell:cancel')}
        </button>
      ) : null}
      <output className="note">
        {wrong > 0 ? t('shell:form.errors', { count: wrong }) : saved ? t('shell:form.saved', { time: saved }) : ''}
      </output>
    </div>
  );
}

type Keeping = { keep: string | undefined; anew: boolean };
type Drafting = {
  draft: Draft;
  setDraft: (next: Draft) => void;
  saved: string | null;
  /** It goes on from what was kept; `begin` lets go of that. */
  restored: boolean;
  begin: () => void;
};

function useDraft(schema: Schema, given: Record<string, unknown> | undefined, { keep, anew }: Keeping): Drafting {
  const [kept, setKept] = useState(() => (keep && !anew ? keptDraft(keep) : null));
  const [draft, setDraft] = useState<Draft>(() => {
    const first = draftOf(schema, given);
    // Begun with something (a file that was read) it is kept before anything is typed.
    if (keep && anew) keepDraft(keep, first);
    return kept === null ? first : { ...first, ...(kept as Draft) };
  });
  const [saved, setSaved] = useState<string | null>(null);
  const latest = useRef(draft);
  const change = (next: Draft) => {
    // A control that was drawn before others were filled in knows nothing of them: what it changes is all that is taken from it.
    latest.current = withChanges(latest.current, draft, next);
    setDraft(latest.current);
    if (keep) setSaved(keepDraft(keep, latest.current) ? new Date().toTimeString().slice(0, 5) : null);
  };
  const begin = () => {
    if (keep) dropDraft(keep);
    latest.current = draftOf(schema, given);
    setDraft(latest.current);
    setKept(null);
    setSaved(null);
  };
  return { draft, setDraft: change, saved, restored: kept !== null, begin };
}

/** Words at each field: our own first look, then what the server said. */
function useErrors(faults: readonly { path: string; code: string }[], refused: unknown): ReadonlyMap<string, string> {
  const t = useWords();
  return useMemo(() => {
    const errors = new Map(faults.map((one) => [one.path, t(`shell:form.fault.${one.code}`)]));
    if (refused instanceof ProblemError)
      for (const one of refused.errors) if (!errors.has(one.path)) errors.set(one.path, one.words);
    return errors;
  }, [faults, refused, t]);
}

/** Whether everything that the server refused stands at a field of this form that is shown already. */
function onlyFields(refused: unknown, schema: Schema, seen: (field: string) => boolean): boolean {
  if (!(refused instanceof ProblemError) || refused.errors.length === 0) return false;
  return refused.errors.every(({ path }) => {
    const [field = ''] = path.split('.');
    return field in (schema.properties ?? {}) && seen(field);
  });
}
