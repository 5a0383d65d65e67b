// What the platform would fill of a form: for one's own organization, for officers of one that they choose; each figure with the records behind it.
import { lazy, type ReactNode, Suspense } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton, TableHead } from '../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../platform/web/session.ts';
import { periodsEndedBefore } from '../../forms/period.ts';
import type { FormSaid } from '../../forms/routes.ts';
import { findOrganizations } from '../../organizations/web/index.ts';
import { type RecordHead, useRecord } from '../../records/web/index.ts';
import { type FactsSaid, getFacts } from '../facts.ts';
import '../../platform/web/table.css';
import './facts.css';

const Picker = lazy(() => import('../../platform/web/Picker.tsx'));
/** Days back from today in which periods are offered. */
const backTo = { month: 400, quarter: 800, year: 1200 } as const;

export default function FactsOfForm({ form }: { form: FormSaid }) {
  const t = useWords();
  const session = useSession();
  const filled = form.sections.flatMap(({ items }) => items).filter(({ filledBy }) => filledBy !== null).length;
  if (filled === 0 && form.rows.every(({ filledBy }) => filledBy === null)) return null;
  const holds = (...roles: string[]) => session?.roles.some((one) => roles.includes(one)) === true;
  const officer = holds('bureauOfficer', 'districtOfficer');
  const own = holds('member', 'organizationAdmin') ? (session?.organization ?? null) : null;
  return (
    <section className="card" aria-label={t('facts:page.title')}>
      <h2>{t('facts:page.title')}</h2>
      <p className="note form-lead">
        {t('facts:page.count', { count: filled, of: form.items })}
        {' · '}
        {t('facts:page.note')}
      </p>
      {session === null ? <p>{t('facts:page.signIn')}</p> : null}
      {session && (officer || own !== null) ? <Chosen form={form} own={own} officer={officer} /> : null}
      {session && !officer && own === null ? <p>{t('facts:page.noOrganization')}</p> : null}
    </section>
  );
}

/** Of which period, and for officers of whom: both in the address of the page. */
function Chosen({ form, own, officer }: { form: FormSaid; own: string | null; officer: boolean }) {
  const t = useWords();
  const search = useSearch();
  const change = useChangeSearch();
  const today = useHealth()?.today;
  const periods = today === undefined ? [] : periodsEndedBefore(form.length, today, backTo[form.length]);
  const organization = officer ? (search['organization'] ?? own ?? '') : (own ?? '');
  const period = search['period'] ?? periods[0] ?? '';
  return (
    <>
      <div className="facts-asked">
        {officer ? (
          <Whose of={organization} choose={(value) => change({ organization: value === '' ? undefined : value })} />
        ) : null}
        <label className="filter">
          <span>{t('facts:page.period')}</span>
          <select className="input" value={period} onChange={(event) => change({ period: event.target.value })}>
            {periods.includes(period) || period === '' ? null : <option value={period}>{period}</option>}
            {periods.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      </div>
      {organization === '' ? <p>{t('facts:page.choose')}</p> : null}
      {organization !== '' && period !== '' ? <Found {...{ form, organization, period }} /> : null}
    </>
  );
}

/** The one that the address of the page names stands first, so that it is called by its name. */
function Whose({ of, choose }: { of: string; choose: (organization: string) => void }) {
  const t = useWords();
  const { asked } = useRecord<RecordHead & { name: string }>('/organizations', of);
  const first = asked.data ? [{ value: of, title: asked.data.name }] : [];
  const waiting = <input className="input" disabled aria-label={t('facts:page.organization')} />;
  return (
    <div className="filter facts-organization">
      <span>{t('facts:page.organization')}</span>
      {of !== '' && asked.isPending ? (
        waiting
      ) : (
        <Suspense fallback={waiting}>
          <Picker
            common={{ id: 'facts-organization', 'aria-invalid': false, 'aria-required': false }}
            value={of}
            onChange={choose}
            title={t('facts:page.organization')}
            find={async (words) => [...first, ...(await findOrganizations(words)).filter(({ value }) => value !== of)]}
          />
        </Suspense>
      )}
    </div>
  );
}

function Found({ form, organization, period }: { form: FormSaid; organization: string; period: string }) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const asked = useQuery({
    queryKey: ['facts', form.code, organization, period, language, account],
    queryFn: () => call(getFacts, { params: { form: form.code }, query: { organization, period } }),
  });
  if (asked.isPending) return <Skeleton lines={6} height={260} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  return <Facts said={asked.data} />;
}

function Facts({ said }: { said: FactsSaid }) {
  const t = useWords();
  const titles = ['item', 'value', 'from'].map((key) => t(`facts:page.${key}`));
  const line = (key: string, name: ReactNode, value: ReactNode, of: FactsSaid['tables'][number] | FactsSaid['items'][number]) => (
    <tr key={key}>
      <td data-title={titles[0]}>{name}</td>
      <td data-title={titles[1]} className="num">
        {of.words === null ? <span className="note">{t('facts:page.unknown')}</span> : value}
      </td>
      <td data-title={titles[2]}>
        {of.words === null ? null : (
          <span>
            {of.words} {of.address ? <Link to={of.address as string}>{t('facts:page.open')}</Link> : null}
          </span>
        )}
      </td>
    </tr>
  );
  return (
    <>
      <p className="facts-whose">
        <AsWritten>{said.organization.name}</AsWritten> · {said.from} – {said.to}
      </p>
      <table className="table table-list table-tight facts-found">
        <TableHead caption={t('facts:page.title')} titles={titles} />
        <tbody>
          {said.items.map((one) =>
            line(
              one.code,
              `${one.line} ${one.name}`,
              one.unit === null ? one.value : `${exactNumber(one.value ?? '')} ${t(`forms:units.${one.unit}`)}`,
              one,
            ),
          )}
          {said.tables.map((one) => line(one.code, one.name, t('facts:page.rows', { count: one.rows ?? 0 }), one))}
        </tbody>
      </table>
    </>
  );
}
