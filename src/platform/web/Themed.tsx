// Ant Design with the house's tokens, for the few controls that it does better than the browser. Loaded late; its own words are never shown.
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { font, ink } from './chart-theme.ts';

const token = {
  colorPrimary: '#1b5fc1',
  colorSuccess: '#1f8a5b',
  colorWarning: '#c77d0a',
  colorError: '#c23b3b',
  colorTextBase: ink.text,
  colorTextPlaceholder: '#5d6b7f',
  colorBorder: '#c3cddb',
  colorBgLayout: ink.ground,
  borderRadius: 8,
  controlHeight: 36,
  fontSize: 14,
  fontFamily: font,
};

export function Themed({ children }: { children: ReactNode }) {
  return <ConfigProvider theme={{ cssVar: { key: 'touyan' }, token }}>{children}</ConfigProvider>;
}
