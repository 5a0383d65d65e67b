// Pages of technology managers at work, loaded together: who opens one goes on to the next.
export { default as CarriedList } from './CarriedListPage.tsx';
export { default as Carried } from './CarriedPage.tsx';
export { default as Engagement } from './EngagementPage.tsx';
export { default as Engagements } from './EngagementsPage.tsx';
export { default as NewProposal } from './NewProposalPage.tsx';
export { default as NewShare } from './NewSharePage.tsx';
export { default as Proposal } from './ProposalPage.tsx';
export { default as Proposals } from './ProposalsPage.tsx';
export { default as RecordOf } from './RecordOf.tsx';
export { default as Share } from './SharePage.tsx';
export { default as Shares } from './SharesPage.tsx';
