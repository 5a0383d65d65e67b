// What a target lacks, on its indicator's page, for officers: the nearest candidates, what each lacks, whom to call, what was done.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, TableHead, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { type GapItem, listGaps } from '../gap.ts';
import './gaps.css';

const shownAtOnce = 12;

export const useIsOfficer = (): boolean | undefined => {
  const session = useSession();
  return session === undefined
    ? undefined
    : (session?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false);
};

export function Gaps({ plan, target, region }: { plan: string; target: string; region: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const officer = useIsOfficer();
  const asked = useQuery({
    queryKey: ['gaps-of', plan, target, region, language],
    queryFn: () =>
      call(listGaps, { params: { code: plan }, query: { target, limit: shownAtOnce, ...(region ? { region } : {}) } }),
    enabled: officer === true,
  });
  if (!officer) return null;
  const gap = asked.data?.targets[0];
  return (
    <section className="card" aria-label={t('plans:gap.title')} aria-busy={asked.isFetching}>
      <h2>{t('plans:gap.title')}</h2>
      <p className="note">{t('plans:gap.note')}</p>
      {asked.isPending ? <Skeleton lines={6} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {gap && gap.items.length === 0 ? <EmptyState title={t('plans:gap.none')} /> : null}
      {gap && gap.items.length > 0 ? <GapTable items={gap.items} /> : null}
      {gap && gap.count > gap.items.length ? (
        <p className="note">{t('plans:gap.more', { count: gap.count, shown: gap.items.length })}</p>
      ) : null}
    </section>
  );
}

function GapTable({ items }: { items: readonly GapItem[] }) {
  const t = useWords();
  const region = useRegionName();
  const titles = ['what', 'where', 'lacking', 'who', 'state'].map((key) => t(`plans:gap.${key}`));
  return (
    <table className="table table-list">
      <TableHead caption={t('plans:gap.title')} titles={titles} />
      <tbody>
        {items.map((one) => (
          <tr key={`${one.subject.kind} ${one.subject.id}`}>
            <td>
              <Subject item={one} />
            </td>
            <td data-title={titles[1]}>{one.region === null ? '' : region(one.region)}</td>
            <td data-title={titles[2]}>{one.lacks}</td>
            <td data-title={titles[3]}>
              <Contact item={one} />
            </td>
            <td data-title={titles[4]}>{one.followed ? <Followed item={one} /> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Followed({ item: { followed } }: { item: GapItem }) {
  const t = useWords();
  if (followed === null) return null;
  return (
    <span className="gap-followed">
      <Tag tone={followed.state === 'done' ? 'good' : 'none'}>{t(`gaps:states.${followed.state}`)}</Tag>
      <span className="note">{[followed.changedOn, followed.note].filter(Boolean).join(' · ')}</span>
    </span>
  );
}

const pages: Record<string, string> = {
  recognition: '/recognitions',
  technologyManager: '/technology-managers',
  organization: '/organizations',
};

export function Subject({ item: { subject, title } }: { item: GapItem }) {
  const page = pages[subject.kind];
  if (page === undefined) return <AsWritten>{title}</AsWritten>;
  return (
    <Link to={`${page}/${subject.id}` as string}>
      <AsWritten>{title}</AsWritten>
    </Link>
  );
}

type Organization = { contact: { name: string | null; phone: string | null; email: string | null } | null };

/** The organization, and its contact when asked: each reading is logged. */
export function Contact({ item: { organization, subject } }: { item: GapItem }) {
  const t = useWords();
  const [wanted, setWanted] = useState(false);
  const asked = useQuery({
    queryKey: ['contact', organization?.id],
    queryFn: () => request<Organization>('GET', `/organizations/${organization?.id}`),
    enabled: wanted && organization !== null,
  });
  if (organization === null) return null;
  const contact = asked.data?.contact;
  const said = [contact?.name, contact?.phone, contact?.email].filter(Boolean).join(' · ');
  return (
    <span className="gap-contact">
      {subject.kind === 'organization' ? null : (
        <Link to={`/organizations/${organization.id}` as string}>
          <AsWritten>{organization.name}</AsWritten>
        </Link>
      )}
      {wanted ? (
        <span className="note">{asked.data ? said || t('plans:gap.noContact') : ''}</span>
      ) : (
        <button type="button" className="button-text" onClick={() => setWanted(true)}>
          {t('plans:gap.contact')}
        </button>
      )}
    </span>
  );
}

export function useRegionName(): (id: string) => string {
  const regions = useRegions().data?.items;
  return (id) => regions?.find((one) => one.id === id)?.name ?? id;
}
