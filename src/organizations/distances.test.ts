import { expect, test } from 'vitest';
import { openDistances } from './distances.ts';
import type { Region } from './region.ts';

const at = (id: string, mapName: string | null): Region => ({
  id,
  name: { zh: id, en: id },
  kind: 'district',
  divisionCode: '320411',
  within: 'CZ',
  from: null,
  to: null,
  mapName,
});
const outline = (name: string, cp?: [number, number]) => ({ properties: { name, cp } });

test('kilometres between the points of two regions, the same both ways; none where the map has no point', () => {
  const regions = [at('XB', '新北区'), at('LY', '溧阳市'), at('JKQ', null), at('ZL', '钟楼区')];
  const distances = openDistances(regions, [
    outline('新北区', [119.971697, 31.830427]),
    outline('溧阳市', [119.48421, 31.416911]),
    outline('钟楼区'),
  ]);
  // A degree of latitude is 111.2 km, one of longitude here 94.6: 46.0 and 46.1.
  expect(distances('XB', 'LY')).toBe(65);
  expect(distances('LY', 'XB')).toBe(65);
  expect(distances('XB', 'XB')).toBe(0);
  for (const other of ['JKQ', 'ZL', 'nowhere']) expect(distances('XB', other)).toBeNull();
});
