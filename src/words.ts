// Words of all modules, by module: what the server says and what prints read. The composition; each module's words stand in the module.
import { documentsWords } from './platform/server/documents/words.ts';
import type { Words } from './platform/shared/words.ts';
import { marketWords } from './market/web/market-words.ts';
import { matchNames } from './market/web/matching/words.ts';
import { matchWords } from './market/web/matching/matching-words.ts';
import { searchNames } from './search/web/words.ts';
import { searchWords } from './search/web/search-words.ts';
import { marketNames } from './market/web/words.ts';
import { noticeLetterWords } from './desk/web/notices/letter-words.ts';
import { noticeSettingsWords } from './desk/web/notices/settings-words.ts';
import { noticesWords } from './desk/web/notices/words.ts';
import { eventPageWords } from './market/web/events/event-page-words.ts';
import { eventWords } from './market/web/events/event-words.ts';
import { eventNames } from './market/web/events/words.ts';
import { fairNames } from './market/web/fairs/words.ts';
import { fairWords } from './market/web/fairs/fair-words.ts';
import { venueNames } from './market/web/venues/words.ts';
import { venueWords } from './market/web/venues/venue-words.ts';
import { premisesNames, premisesWords } from './organizations/web/premises-words.ts';
import { askingWords } from './statistics/web/asking-words.ts';
import { chaseWords } from './statistics/web/chase-words.ts';
import { benefitsWords } from './contracts/web/benefits-words.ts';
import { growthWords } from './statistics/web/growth-words.ts';
import { tenantAskWords } from './statistics/web/tenant-ask-words.ts';
import { dashboardWords } from './statistics/web/dashboard-words.ts';
import { fillingWords } from './statistics/web/filling-words.ts';
import { flashWords } from './statistics/web/flash-words.ts';
import { publishingWords } from './statistics/web/publishing-words.ts';
import { openWords } from './statistics/web/open-words.ts';
import { sdmxWords } from './statistics/web/sdmx-words.ts';
import { reportWords } from './statistics/web/report-words.ts';
import { carriedWords } from './statistics/web/carried-words.ts';
import { campaignWords } from './market/web/campaign/campaign-words.ts';
import { auctionNames } from './market/web/auctions/words.ts';
import { auctionWords } from './market/web/auctions/auction-words.ts';
import { marketExchangeWords } from './market/web/exchange/exchange-words.ts';
import { linkWords } from './market/web/links/link-words.ts';
import { wordGroupNames } from './market/web/synonyms/words.ts';
import { wordGroupWords } from './market/web/synonyms/word-group-words.ts';
import { carriedNames, engagementNames, proposalNames, shareNames } from './market/web/brokering/words.ts';
import { engagementWords } from './market/web/brokering/engagement-words.ts';
import { carriedWords as carriedDealWords, shareWords } from './market/web/brokering/share-words.ts';
import { proposalWords } from './market/web/brokering/proposal-words.ts';
import { dealNames } from './market/web/deals/words.ts';
import { dealPageWords } from './market/web/deals/deals-page-words.ts';
import { dealWords } from './market/web/deals/deals-words.ts';
import { chainNames } from './market/web/chain/words.ts';
import { chainWords } from './market/web/chain/chain-words.ts';
import { visitNames } from './market/web/visits/words.ts';
import { visitWords } from './market/web/visits/visits-words.ts';
import { sealedWords } from './statistics/web/sealed-words.ts';
import { apiKeyNames, webhookNames } from './exchange/web/words.ts';
import { webhookWords } from './exchange/web/webhook-words.ts';
import { apiKeyWords } from './exchange/web/api-key-words.ts';
import { contractSlipsWords } from './contracts/web/slips-words.ts';
import { officialBatchWords } from './contracts/web/official-batch-words.ts';
import { officialNames } from './contracts/web/official-name-words.ts';
import { officialPaymentWords } from './contracts/web/official-payment-words.ts';
import { officialWords } from './contracts/web/official-words.ts';
import { contractNarrowingWords } from './contracts/web/narrowing-words.ts';
import { contractReadWords } from './contracts/web/reads-words.ts';
import { managedContractWords } from './contracts/web/managed-words.ts';
import { contractCertificateWords } from './contracts/web/certificate-words.ts';
import { contractCopyWords } from './contracts/web/copies-words.ts';
import { contractUseWords } from './contracts/web/uses-words.ts';
import { readingWords } from './contracts/web/reading-words.ts';
import { webWords } from './words-web.ts';

/** Beside those of every page: what only the server says, and what only some pages say. */
export const words = {
  ...webWords,
  contractReading: readingWords,
  contractUses: contractUseWords,
  contractCopies: contractCopyWords,
  contractCertificate: contractCertificateWords,
  managedContracts: managedContractWords,
  contractReads: contractReadWords,
  contractNarrowing: contractNarrowingWords,
  official: { ...officialNames, ...officialWords, ...officialPaymentWords },
  officialBatch: officialBatchWords,
  contractSlips: contractSlipsWords,
  premises: { ...premisesNames, ...premisesWords },
  market: { ...marketNames, ...marketWords },
  events: { ...eventNames, ...eventWords, ...eventPageWords },
  fairs: { ...fairNames, ...fairWords },
  venues: { ...venueNames, ...venueWords },
  matches: { ...matchNames, ...matchWords },
  wordGroups: { ...wordGroupNames, ...wordGroupWords },
  auctions: { ...auctionNames, ...auctionWords },
  listingLinks: linkWords,
  engagements: { ...engagementNames, ...engagementWords },
  proposals: { ...proposalNames, ...proposalWords },
  carriedDeals: { ...carriedNames, ...carriedDealWords },
  dealShares: { ...shareNames, ...shareWords },
  campaign: campaignWords,
  deals: { ...dealNames, ...dealWords, ...dealPageWords },
  visits: { ...visitNames, ...visitWords },
  chain: { ...chainNames, ...chainWords },
  marketExchange: marketExchangeWords,
  apiKeys: { ...apiKeyNames, ...apiKeyWords },
  webhooks: { ...webhookNames, ...webhookWords },
  search: { ...searchNames, ...searchWords },
  documents: documentsWords,
  filling: fillingWords,
  chase: chaseWords,
  flash: flashWords,
  benefits: benefitsWords,
  growth: growthWords,
  tenantAsks: tenantAskWords,
  dashboard: dashboardWords,
  publishing: publishingWords,
  notices: { ...noticesWords, ...noticeSettingsWords, ...noticeLetterWords },
  open: openWords,
  sdmx: sdmxWords,
  monitoring: reportWords,
  carried: carriedWords,
  sealed: sealedWords,
  asking: askingWords,
} satisfies Record<string, Words>;
