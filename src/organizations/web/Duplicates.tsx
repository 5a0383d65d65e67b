// Whether the organization being typed is in the register already: each hit with the fields that matched and a link to it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { findDuplicates } from '../routes.ts';
import { useRegionName } from './view.ts';
import './organizations.css';

type Props = { name: string; creditCode: string; except: string | null };
type Hit = Awaited<ReturnType<typeof call<typeof findDuplicates>>>['items'][number];
const codeLength = 18;

export function Duplicates(props: Props) {
  const t = useWords();
  const name = useDeferredValue(props.name);
  const creditCode = useDeferredValue(props.creditCode);
  const { except } = props;
  const asked = useQuery({
    queryKey: ['organizations', 'duplicates', name, creditCode, except],
    queryFn: async ({ signal }) => {
      await pause(signal);
      const query = { name, ...(creditCode.length >= codeLength ? { creditCode } : {}), ...(except ? { except } : {}) };
      return call(findDuplicates, { query, signal });
    },
    enabled: name.length >= 2,
    placeholderData: (before) => before,
  });
  if (name.length < 2) return null;
  const hits = asked.data?.items ?? [];
  if (asked.isFetching && hits.length === 0)
    return (
      <p className="note" aria-live="polite">
        {t('organizations:form.searching')}
      </p>
    );
  if (asked.isError) return null;
  if (hits.length === 0)
    return (
      <p className="note-good" aria-live="polite">
        ✓ {t('organizations:form.noDuplicate')}
      </p>
    );
  return (
    <div aria-live="polite">
      <ul className="hits">
        {hits.map((hit) => (
          <HitLine key={hit.id} hit={hit} />
        ))}
      </ul>
    </div>
  );
}

const letters = 250;
/** A moment after the last letter; given up when another is typed. */
const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((done, stop) => {
    const waiting = setTimeout(done, letters);
    signal.addEventListener('abort', () => {
      clearTimeout(waiting);
      stop(new DOMException('typed on', 'AbortError'));
    });
  });

function HitLine({ hit }: { hit: Hit }) {
  const t = useWords();
  const region = useRegionName();
  return (
    <li>
      <div>
        <Tag tone={hit.certain ? 'bad' : 'warn'}>
          {t(hit.certain ? 'organizations:form.certain' : 'organizations:form.possible')}
        </Tag>
      </div>
      <div>
        <Link to={`/organizations/${hit.id}` as string} target="_blank">
          <AsWritten>{hit.name}</AsWritten>
        </Link>{' '}
        <span className="note">{[hit.creditCode, region(hit.region)].filter(Boolean).join(' · ')}</span>
      </div>
      <div className="note">
        <AsWritten>
          {hit.matched
            .map(({ field, value, certain }) =>
              t(certain ? 'organizations:form.matchedSame' : 'organizations:form.matchedLike', {
                field: t(`organizations:form.matched.${field}`),
                value,
              }),
            )
            .join(' · ')}
        </AsWritten>
      </div>
    </li>
  );
}
