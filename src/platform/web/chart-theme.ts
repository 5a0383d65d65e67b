// The house's colours and lines for charts; the same colour for the same thing everywhere. Plain data, no library.
import { blues, seriesColours as series } from '../shared/palette.ts';

export { blues };
export const ink = { text: '#14233a', second: '#4a5a70', line: '#e4e9f0', ground: '#f5f7fa', card: '#ffffff' };
export const darkInk = { text: '#eef3fa', second: '#b4c2d6', line: '#2a3b56', ground: '#0d1828', card: '#14233a' };
const darkSeries = ['#7fb0f5', '#45b98a', '#e5a544', '#b79ae6', '#5cc1d6', '#ea7474', '#a3b2c7'];
/** The same in the meeting room's dark: from dark to bright. */
export const darkBlues = ['#1d3557', '#264b7d', '#3166ab', '#5b92e0', '#9cc2fa'];
/** The shade of a share between 0 and 1, between the two steps that it lies between. */
export function shadeOf(share: number, steps: readonly string[]): string {
  const at = Math.min(1, Math.max(0, share)) * (steps.length - 1);
  const [low, high] = [steps[Math.floor(at)] ?? '', steps[Math.ceil(at)] ?? ''];
  const part = (of: string, from: number) => Number.parseInt(of.slice(from, from + 2), 16);
  const mixed = [1, 3, 5].map((from) => Math.round(part(low, from) + (part(high, from) - part(low, from)) * (at % 1)));
  return `#${mixed.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}
export const font = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';

const isDark = (): boolean => document.documentElement.dataset['wide'] !== undefined;
export const inkNow = () => (isDark() ? darkInk : ink);
export const seriesNow = () => (isDark() ? darkSeries : series);

/** Axis in the house's manner: quiet lines, no ticks. */
export const axis = () => ({
  axisLine: { lineStyle: { color: inkNow().line } },
  axisTick: { show: false },
  axisLabel: { color: inkNow().second, fontSize: 12 },
  splitLine: { lineStyle: { color: inkNow().line } },
});
