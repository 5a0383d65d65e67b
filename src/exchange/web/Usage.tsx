// How a key is used: an example for each of its scopes, and where the API is described.
import { useWords } from '../../platform/web/i18n.ts';
import type { Scope } from '../apiKey.ts';
import './exchange.css';

const paths: Record<Scope, string> = {
  market: '/api/market/listings?side=demand&limit=50',
  ownListings: '/api/listings?limit=50',
};
const words: Record<Scope, string> = { market: 'apiKeys:usage.market', ownListings: 'apiKeys:usage.own' };

/** `token`: shown in the example while it is known. */
export function Usage({ scopes, token = null }: { scopes: readonly Scope[]; token?: string | null }) {
  const t = useWords();
  return (
    <section className="card exchange-usage" aria-label={t('apiKeys:usage.title')}>
      <h2>{t('apiKeys:usage.title')}</h2>
      <p>{t('apiKeys:usage.how')}</p>
      {scopes.map((scope) => (
        <div key={scope}>
          <h3>{t(words[scope])}</h3>
          <pre className="exchange-code exchange-token">
            {`curl -H 'Authorization: Bearer ${token ?? 'tyk_…'}' \\\n  '${location.origin}${paths[scope]}'`}
          </pre>
        </div>
      ))}
      <p>
        <a href="/api/docs">{t('apiKeys:usage.docs')}</a>
      </p>
    </section>
  );
}
