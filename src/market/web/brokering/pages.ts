// Pages of technology managers at work, loaded together: who opens one goes on to the next.
export { default as BrokeringPage } from './BrokeringPage.tsx';
export { default as CarriedListPage } from './CarriedListPage.tsx';
export { default as CarriedPage } from './CarriedPage.tsx';
export { default as EngagementPage } from './EngagementPage.tsx';
export { default as EngagementsPage } from './EngagementsPage.tsx';
export { default as NewProposalPage } from './NewProposalPage.tsx';
export { default as NewSharePage } from './NewSharePage.tsx';
export { default as ProposalPage } from './ProposalPage.tsx';
export { default as ProposalsPage } from './ProposalsPage.tsx';
export { default as SharePage } from './SharePage.tsx';
export { default as SharesPage } from './SharesPage.tsx';
