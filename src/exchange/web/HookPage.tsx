// One webhook: its address and events, its secret drawn once by who holds it, what was delivered, what may be done with it.
import { useState } from 'react';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../records/web/index.ts';
import { life } from '../webhook.ts';
import { Deliveries } from './Deliveries.tsx';
import { asAsked, toneOf, useHookSources, type Webhook, webhooksApi } from './hook-view.ts';
import { Secret } from './Secret.tsx';

export default function HookPage() {
  const t = useWords();
  const { asked, key } = useRecord<Webhook>(webhooksApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/webhooks', words: t('webhooks:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Webhook; onDone: (after: Webhook) => void }) {
  const t = useWords();
  const { name, url, events, about } = one;
  return (
    <>
      <PageHead title={one.name} note={<Tag tone={toneOf(one.state)}>{t(`webhooks:states.${one.state}`)}</Tag>} />
      <div className="two">
        <div className="stack">
          {one.draws ? <Drawing one={one} onDone={onDone} /> : null}
          <Facts one={one} />
          {one.draws && one.state !== 'toDraw' ? <Deliveries id={one.id} active={one.state === 'active'} /> : null}
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={webhooksApi}
            words="webhooks"
            danger={['end']}
            asked={asAsked}
            sources={useHookSources()}
            given={(action) => (action === 'edit' ? { name, url, events, about } : undefined)}
            onDone={onDone}
          />
          <History api={webhooksApi} id={one.id} words="webhooks" title={t('webhooks:page.history')} />
        </div>
      </div>
    </>
  );
}

function Drawing({ one, onDone }: { one: Webhook; onDone: (after: Webhook) => void }) {
  const t = useWords();
  const [secret, setSecret] = useState<string | null>(null);
  const draw = async () => {
    const drawn = await request<{ secret: string; webhook: Webhook }>('POST', `${webhooksApi}/${one.id}/secret`);
    setSecret(drawn.secret);
    onDone(drawn.webhook);
  };
  const said = (key: string) => t(`webhooks:secret.${key}`);
  return (
    <Secret first={one.state === 'toDraw'} secret={secret} draw={draw} say={said}>
      <p className="note">{said('how')}</p>
    </Secret>
  );
}

function Facts({ one }: { one: Webhook }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('webhooks:page.facts')}>
      <h2>{t('webhooks:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('webhooks:organization'),
            one.organization === null ? t('webhooks:bureau') : <AsWritten key="of">{one.organization.name}</AsWritten>,
          ],
          [
            t('webhooks:url'),
            <span key="url" className="exchange-token">
              <AsWritten>{one.url}</AsWritten>
            </span>,
          ],
          [t('webhooks:events'), one.events.map((event) => t(`webhooks:events.${event}`)).join(t('publicContracts:separator'))],
          [t('webhooks:about'), t(`webhooks:abouts.${one.about}`)],
          ...(one.reason === null ? [] : [[t('webhooks:reason'), <AsWritten key="reason">{one.reason}</AsWritten>] as const]),
        ]}
      />
    </section>
  );
}
