// The monthly draws of a registry: the seed, from how many, which were drawn and what another registry found; how anybody repeats them.
import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { listDraws } from '../registry.ts';

export function RegistryDraws({ registry, code }: { registry: string; code: string }) {
  const t = useWords();
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const asked = useQuery({
    queryKey: ['draws', registry, language, account],
    queryFn: () => call(listDraws, { params: { id: registry } }),
  });
  const items = asked.data?.items ?? [];
  return (
    <section className="card" aria-label={t('registries:draws.title')}>
      <h2>{t('registries:draws.title')}</h2>
      <p className="note">{t('registries:draws.how', { code })}</p>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={3} /> : null}
      {asked.isSuccess && items.length === 0 ? <p>{t('registries:draws.none')}</p> : null}
      {items.map((one) => (
        <article key={one.month} className="draw">
          <h3>{t('registries:draws.month', { month: one.month, drawn: one.drawn.length, all: one.numbers.length })}</h3>
          <ul>
            {one.drawn.map(({ number, contract, finding }) => (
              <li key={number}>
                <code>{number}</code>{' '}
                {finding ? (
                  <Tag tone={finding === 'sound' ? 'good' : 'warn'}>{t(`contracts:findings.${finding}`)}</Tag>
                ) : contract ? (
                  <Tag>{t('contracts:waits.spotCheck')}</Tag>
                ) : null}
              </li>
            ))}
          </ul>
          <p className="note">
            {t('registries:draws.seed', { batch: one.batch })}{' '}
            <a href={`/api/seals/head?batch=${one.batch}`}>{t('registries:draws.head')}</a>
          </p>
          <code className="draw-seed">{one.seed}</code>
          <details>
            <summary>{t('registries:draws.numbers', { count: one.numbers.length })}</summary>
            <code className="draw-seed">{one.numbers.join('\n')}</code>
          </details>
        </article>
      ))}
    </section>
  );
}
