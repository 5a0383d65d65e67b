// A filled template sent to see whether it would pass: what cannot be read, what does not hang together. Nothing is kept.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/web/i18n.ts';
import { TableHead, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { SendFile } from '../../records/web/index.ts';
import '../../platform/web/table.css';
import type { FormSaid, VerdictSaid } from '../routes.ts';

export function TryForm({ form }: { form: FormSaid }) {
  const t = useWords();
  const signedIn = Boolean(useSession());
  const [said, setSaid] = useState<VerdictSaid | null>(null);
  return (
    <section className="card" aria-label={t('forms:try.title')}>
      <h2>{t('forms:try.title')}</h2>
      <p className="note form-lead">{t(signedIn ? 'forms:try.note' : 'forms:try.signIn')}</p>
      {signedIn ? (
        <SendFile<{ verdict: VerdictSaid }>
          path={`/forms/${form.code}/read`}
          query={{ version: String(form.version) }}
          onSent={({ verdict }) => setSaid(verdict)}
          accept=".xlsx"
          words={{ drop: 'forms:try.drop', choose: 'forms:try.send', sending: 'forms:try.sending' }}
        />
      ) : null}
      <div aria-live="polite">{said ? <VerdictView form={form} verdict={said} /> : null}</div>
    </section>
  );
}

export function VerdictView({ form, verdict }: { form: FormSaid; verdict: VerdictSaid }) {
  const t = useWords();
  const wrong = verdict.faults.length + verdict.findings.filter(({ level }) => level === 'mandatory').length;
  const warnings = verdict.findings.length + verdict.faults.length - wrong;
  const lines = linesOf(verdict);
  const titles = ['where', 'what', 'facts'].map((key) => t(`forms:try.${key}`));
  return (
    <>
      <p>
        <Verdict tone={verdict.passes ? 'good' : 'bad'}>
          {verdict.passes
            ? warnings === 0
              ? t('forms:try.passes')
              : t('forms:try.passesWith', { count: warnings })
            : t('forms:try.fails', { count: wrong })}
        </Verdict>
      </p>
      {lines.length > 0 ? (
        <table className="table table-list table-tight form-verdict">
          <TableHead caption={t('forms:try.title')} titles={titles} />
          <tbody>
            {lines.map((one) => (
              <tr key={`${one.about.join()} ${one.words}`}>
                <td data-title={titles[0]}>{one.about.map((place) => nameOf(form, place, t)).join(' · ')}</td>
                <td data-title={titles[1]}>
                  <Tag tone={one.level === 'mandatory' ? 'bad' : 'warn'}>{t(`forms:one.${one.level}`)}</Tag> {one.words}
                </td>
                <td data-title={titles[2]} className="note">
                  {one.facts.map(({ name, value }) => `${name} ${value}`).join('; ')}{' '}
                  {one.address ? <Link to={one.address as string}>{t('formChecks:records')}</Link> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

type Line = Pick<VerdictSaid['findings'][number], 'level' | 'about' | 'words' | 'facts' | 'address'>;

/** Mandatory ones first; what is said of many cells in the same words and without figures stands in one line. */
function linesOf({ faults, findings }: VerdictSaid): Line[] {
  const all: Line[] = [
    ...faults.map((one) => ({ level: 'mandatory' as const, about: [one.place], words: one.words, facts: [], address: null })),
    ...findings,
  ];
  const together = Map.groupBy(all, (one) => (one.facts.length > 0 ? one : `${one.level} ${one.words}`));
  return [...together.values()]
    .flatMap((ones) => (ones[0] === undefined ? [] : [{ ...ones[0], about: ones.flatMap(({ about }) => about) }]))
    .toSorted((a, b) => (a.level === b.level ? 0 : a.level === 'mandatory' ? -1 : 1));
}

type Say = ReturnType<typeof useWords>;
/** `01 Revenue`; of a cell of a table its row, from 1, and its column. */
function nameOf(form: FormSaid, place: string, t: Say): string {
  const [first = '', row, column] = place.split('.');
  const item = form.sections.flatMap(({ items }) => items).find((one) => one.code === first);
  if (item) return `${item.line} ${item.name}`;
  const table = form.rows.find((one) => one.code === first);
  const named = table?.columns.find((one) => one.code === column);
  return [table?.name ?? first, row === undefined ? null : t('forms:try.row', { row: Number(row) + 1 }), named?.name]
    .filter(Boolean)
    .join(' ');
}
