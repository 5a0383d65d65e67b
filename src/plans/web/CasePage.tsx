// One published case as everybody reads it, in the reader's language where it has been written in it.
import { useQuery } from '@tanstack/react-query';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { Back } from '../../records/web/index.ts';
import { getCase } from '../typicalCase.ts';
import { useBilingual, useRegionName } from './at-work-view.ts';
import './at-work.css';

export default function CasePage() {
  const t = useWords();
  const region = useRegionName();
  const say = useBilingual();
  const id = usePathParam('id');
  const asked = useQuery({ queryKey: ['case', id], queryFn: () => call(getCase, { params: { id } }), enabled: id !== '' });
  const one = asked.data;
  const [title, summary, body] = one ? [say(one.title), say(one.summary), say(one.body)] : [];
  return (
    <div className="page">
      <Back to="/cases">{t('cases:gallery.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={10} height={420} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {one && title && summary && body ? (
        <>
          <PageHead
            title={title.text}
            note={
              <span className="head-names">
                {t('cases:gallery.published', { region: region(one.region), day: one.publishedOn })}
                {body.chineseOnly ? <Tag>{t('atWork:chineseOnlyWhy')}</Tag> : null}
              </span>
            }
          />
          <article className="card case-text">
            <p className="case-lead" lang={summary.chineseOnly ? 'zh-CN' : undefined}>
              <AsWritten>{summary.text}</AsWritten>
            </p>
            <p className="long-text" lang={body.chineseOnly ? 'zh-CN' : undefined}>
              <AsWritten>{body.text}</AsWritten>
            </p>
          </article>
        </>
      ) : null}
    </div>
  );
}
