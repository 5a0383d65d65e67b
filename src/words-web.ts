// Words of all modules that every page has at hand, by module: loaded before the first of them. What only some pages say they bring themselves (`addWords`).
import { contractCheckWords } from './contracts/web/check-words.ts';
import { managerNamingWords } from './contracts/web/manager-naming-words.ts';
import { relationWords } from './contracts/web/relation-words.ts';
import { signalNotesWords } from './contracts/web/signal-notes-words.ts';
import { signalsWords } from './contracts/web/signals-words.ts';
import { filesWords } from './platform/server/files/words.ts';
import { marksWords } from './platform/server/marks/words.ts';
import { membersWords } from './platform/web/members-words.ts';
import { accountsWords } from './platform/web/accounts-words.ts';
import { platformWords } from './platform/web/words.ts';
import type { Words } from './platform/shared/words.ts';
import { gapWords } from './plans/web/gap-words.ts';
import { planWords } from './plans/web/words.ts';
import { atWorkWords } from './plans/web/at-work-words.ts';
import { deskWords } from './desk/web/words.ts';
import { planPaperWords } from './plans/web/paper-words.ts';
import { allocationWords, planDraftWords, targetWords } from './plans/web/target-words.ts';
import { indicatorsWords } from './indicators/web/words.ts';
import { signUpWords } from './organizations/web/sign-up-words.ts';
import { premisesNames } from './organizations/web/premises-words.ts';
import { matchNames } from './market/web/matching/words.ts';
import { wordGroupNames } from './market/web/synonyms/words.ts';
import { carriedNames, engagementNames, proposalNames, shareNames } from './market/web/brokering/words.ts';
import { auctionNames } from './market/web/auctions/words.ts';
import { dealNames } from './market/web/deals/words.ts';
import { chainNames } from './market/web/chain/words.ts';
import { visitNames } from './market/web/visits/words.ts';
import { apiKeyNames, webhookNames } from './exchange/web/words.ts';
import { searchNames } from './search/web/words.ts';
import { marketNames } from './market/web/words.ts';
import { eventNames } from './market/web/events/words.ts';
import { fairNames } from './market/web/fairs/words.ts';
import { venueNames } from './market/web/venues/words.ts';
import { organizationWords } from './organizations/web/words.ts';
import { recognitionWords } from './recognitions/web/words.ts';
import { archiveWords } from './records/web/archive-words.ts';
import { attachmentWords } from './records/web/attachment-words.ts';
import { pagesWords } from './records/web/pages-words.ts';
import { peopleWords } from './people/web/words.ts';
import { contractFigureWords } from './contracts/web/figures-words.ts';
import { requestWords } from './contracts/web/request-words.ts';
import { publicContractWords } from './contracts/web/public-words.ts';
import { contractPaperWords } from './contracts/web/papers-words.ts';
import { contractWords } from './contracts/web/words.ts';
import { contractDeskWords } from './contracts/web/desk-words.ts';
import { contractLifeWords } from './contracts/web/life-words.ts';
import { taxClaimWords } from './contracts/web/tax-claim-words.ts';
import { closingWords } from './contracts/web/closing-words.ts';
import { registryWords } from './contracts/web/registry-words.ts';
import { certifiedListWords } from './contracts/web/certified-words.ts';
import { officialNames } from './contracts/web/official-name-words.ts';
import { contractModelWords } from './contracts/web/models-words.ts';
import { calendarWords } from './records/web/calendar-words.ts';
import { recordsWords } from './records/web/words.ts';
import { listingWords, revenueWords } from './statistics/web/above-scale-words.ts';
import { factWords } from './statistics/web/facts-words.ts';
import { returnWords } from './statistics/web/return-words.ts';
import { tenancyWords } from './statistics/web/tenant-words.ts';
import { releaseWords } from './statistics/web/release-words.ts';
import { formCheckWords } from './forms/web/check-words.ts';
import { formWords } from './forms/web/words.ts';
import { statisticsWords } from './statistics/web/words.ts';
import { noticesWords } from './desk/web/notices/words.ts';
import { auditWords, erasureWords } from './records/web/rights-words.ts';
import { rightsWords } from './platform/web/rights-words.ts';
import { rulesWords } from './rules/web/words.ts';

/** `webWords.platform['refusals.notFound']`; as i18next takes them: `resourcesOf(words)`. */
export const webWords = {
  platform: platformWords,
  accounts: accountsWords,
  members: membersWords,
  files: filesWords,
  marks: marksWords,
  rules: rulesWords,
  records: recordsWords,
  pages: pagesWords,
  calendar: calendarWords,
  attachments: attachmentWords,
  archives: archiveWords,
  organizations: organizationWords,
  premises: premisesNames,
  market: marketNames,
  venues: venueNames,
  fairs: fairNames,
  events: eventNames,
  matches: matchNames,
  wordGroups: wordGroupNames,
  deals: dealNames,
  engagements: engagementNames,
  proposals: proposalNames,
  carriedDeals: carriedNames,
  dealShares: shareNames,
  visits: visitNames,
  chain: chainNames,
  auctions: auctionNames,
  apiKeys: apiKeyNames,
  webhooks: webhookNames,
  search: searchNames,
  signUps: signUpWords,
  recognitions: recognitionWords,
  people: peopleWords,
  contracts: { ...contractWords, ...contractLifeWords, ...taxClaimWords },
  contractCheck: contractCheckWords,
  managerNamings: managerNamingWords,
  contractPapers: contractPaperWords,
  contractDesk: contractDeskWords,
  registries: registryWords,
  certifiedLists: certifiedListWords,
  official: officialNames,
  contractYears: closingWords,
  contractModels: contractModelWords,
  forms: formWords,
  formChecks: formCheckWords,
  statistics: statisticsWords,
  facts: factWords,
  releases: releaseWords,
  returns: returnWords,
  listings: listingWords,
  revenues: revenueWords,
  tenancies: tenancyWords,
  indicators: indicatorsWords,
  plans: { ...planWords, ...targetWords },
  gaps: gapWords,
  ...atWorkWords,
  desk: deskWords,
  notices: noticesWords,
  rights: rightsWords,
  audit: auditWords,
  erasures: erasureWords,
  allocations: allocationWords,
  planDrafts: planDraftWords,
  planPapers: planPaperWords,
  publicContracts: publicContractWords,
  contractFigures: contractFigureWords,
  registrationRequests: requestWords,
  signals: signalsWords,
  signalNotes: signalNotesWords,
  relations: relationWords,
} satisfies Record<string, Words>;
