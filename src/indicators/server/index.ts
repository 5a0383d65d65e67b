// Front door of indicators: figures and the entries behind them, for any day as known at any instant.
export type { Answer, Asking } from './asking.ts';
export { differenceOf, isApart, seriesNames, seriesOf } from './sources.ts';
export { mountIndicators } from './mount.ts';
export { type Indicators, openIndicators } from './open.ts';
export type { Asked, Hides, IndicatorPorts, Opening, RegionTree, Summed } from './ports.ts';
