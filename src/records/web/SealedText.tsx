// The text that was sealed, in readable form: who did what to which record, what it was afterwards, what it posted; and word for word.
import { Link } from '@tanstack/react-router';
import { exactNumber, shownInstant } from '../../platform/web/format.ts';
import { hasWords, useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { useHealth } from '../../platform/web/session.ts';
import { useNameOf } from '../../platform/web/Timeline.tsx';
import type { Body } from '../body.ts';
import { FactList } from './Parts.tsx';
import '../../platform/web/table.css';

export function SealedText({ body, raw, city }: { body: Body; raw: string; city: string }) {
  const t = useWords();
  const kind = recordKind(body.kind);
  const module = kind?.words.split(':')[0] ?? '';
  const name = useNameOf(module);
  const here = useHealth()?.city === city;
  const role = hasWords(`shell:roles.${body.actor.role}`) ? t(`shell:roles.${body.actor.role}`) : body.actor.role;
  const to = here ? kind?.page?.(body.record) : undefined;
  const named = body.after?.['title'] ?? body.after?.['name'];
  const title = typeof named === 'string' ? named : body.record;
  const personal = Object.keys(body.personal ?? {});
  const withheld = Object.keys(body.withheld ?? {}).map((field) => {
    const key = `${module}:withheld.${field.replace('[]', '')}`;
    return hasWords(key) ? t(key) : field;
  });
  return (
    <section className="card stack sealed" aria-label={t('pages:verify.text')}>
      <h2>{t('pages:verify.text')}</h2>
      <FactList
        facts={[
          [t('pages:verify.what'), <b key="what">{`${kind ? t(kind.words) : body.kind} · ${name('actions', body.action)}`}</b>],
          [t('pages:verify.record'), to ? <Link to={to}>{title}</Link> : title],
          [t('pages:verify.who'), body.actor.account ? `${role} · ${body.actor.account}` : role],
          [t('pages:verify.when'), `${shownInstant(body.at)} · ${body.at}`],
          [t('pages:verify.day'), body.day],
          [t('pages:verify.state'), `${body.before ? `${name('states', body.before)} → ` : ''}${name('states', body.state)}`],
          [t('pages:verify.why'), body.reason ?? undefined],
        ]}
      />
      {body.entries?.length > 0 ? <Entries entries={body.entries} words={module} /> : null}
      {personal.length > 0 ? <p className="note">{t('pages:verify.personal', { fields: personal.join(', ') })}</p> : null}
      {withheld.length > 0 ? <p className="note">{t('pages:verify.withheld', { fields: withheld.join(', ') })}</p> : null}
      <details>
        <summary>{t('pages:verify.after')}</summary>
        <pre>{JSON.stringify(body.after, null, 2)}</pre>
      </details>
      <details>
        <summary>{t('pages:verify.raw')}</summary>
        <pre>{raw}</pre>
      </details>
    </section>
  );
}

function Entries({ entries, words }: { entries: Body['entries']; words: string }) {
  const t = useWords();
  const regions = useRegions().data?.items;
  const titles = ['measure', 'on', 'region', 'level', 'amount'].map((one) => t(`pages:verify.${one}`));
  return (
    <div>
      <b>{t('pages:verify.entries')}</b>
      <table className="table table-list table-tight">
        <caption className="sr-only">{t('pages:verify.entries')}</caption>
        <thead>
          <tr>
            {titles.map((title, at) => (
              <th key={title} scope="col" className={at === 4 ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((one) => (
            <tr key={`${one.measure} ${one.on} ${one.region} ${one.level} ${one.amount}`}>
              <td data-title={titles[0]}>
                {hasWords(`${words}:measures.${one.measure}`) ? t(`${words}:measures.${one.measure}`) : one.measure}
              </td>
              <td data-title={titles[1]}>{one.on}</td>
              <td data-title={titles[2]}>{regions?.find((region) => region.id === one.region)?.name ?? one.region}</td>
              <td data-title={titles[3]}>{one.level ?? ''}</td>
              <td data-title={titles[4]} className="num">
                {exactNumber(one.amount, true)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
