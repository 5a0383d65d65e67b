// One key: what it reads and until when, its token drawn once by who holds it, how it is used, what may be done with it.
import { useState } from 'react';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { shownDay } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../records/web/index.ts';
import { life } from '../apiKey.ts';
import { type ApiKey, asAsked, keysApi, toneOf, useKeySources } from './key-view.ts';
import { Secret } from './Secret.tsx';
import { Usage } from './Usage.tsx';

export default function KeyPage() {
  const t = useWords();
  const { asked, key } = useRecord<ApiKey>(keysApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/api-keys', words: t('apiKeys:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: ApiKey; onDone: (after: ApiKey) => void }) {
  const t = useWords();
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      <PageHead title={one.name} note={<Tag tone={toneOf(one.state)}>{t(`apiKeys:states.${one.state}`)}</Tag>} />
      <div className="two">
        <div className="stack">
          {one.draws ? (
            <Token
              one={one}
              token={token}
              onDrawn={(drawn, after) => {
                setToken(drawn);
                onDone(after);
              }}
            />
          ) : null}
          <Facts one={one} />
          <Usage scopes={one.scopes} token={token} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={keysApi}
            words="apiKeys"
            danger={['revoke']}
            asked={asAsked}
            sources={useKeySources()}
            given={(action) => (action === 'allow' ? { perMinute: one.perMinute } : undefined)}
            onDone={onDone}
          />
          <History api={keysApi} id={one.id} words="apiKeys" title={t('apiKeys:page.history')} />
        </div>
      </div>
    </>
  );
}

type TokenProps = { one: ApiKey; token: string | null; onDrawn: (token: string, after: ApiKey) => void };
function Token({ one, token, onDrawn }: TokenProps) {
  const t = useWords();
  const draw = async () => {
    const drawn = await request<{ token: string; key: ApiKey }>('POST', `${keysApi}/${one.id}/token`);
    onDrawn(drawn.token, drawn.key);
  };
  const said = (key: string) => t(`apiKeys:token.${key}`);
  return <Secret first={one.state === 'toDraw'} secret={token} draw={draw} say={said} />;
}

function Facts({ one }: { one: ApiKey }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('apiKeys:page.facts')}>
      <h2>{t('apiKeys:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('apiKeys:organization'),
            one.organization === null ? t('apiKeys:bureau') : <AsWritten key="of">{one.organization.name}</AsWritten>,
          ],
          [t('apiKeys:scopes'), one.scopes.map((scope) => t(`apiKeys:scopes.${scope}`)).join(t('publicContracts:separator'))],
          [t('apiKeys:expiresOn'), shownDay(one.expiresOn)],
          [t('apiKeys:perMinute'), String(one.perMinute)],
          [t('apiKeys:hint'), one.hint === null ? t('apiKeys:notDrawn') : t('apiKeys:hintValue', { hint: one.hint })],
          [t('apiKeys:usedOn'), one.usedOn === null ? t('apiKeys:neverUsed') : shownDay(one.usedOn)],
          ...(one.reason === null ? [] : [[t('apiKeys:reason'), <AsWritten key="reason">{one.reason}</AsWritten>] as const]),
        ]}
      />
    </section>
  );
}
