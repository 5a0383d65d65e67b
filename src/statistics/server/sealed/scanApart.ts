// Reads scans in the threads of the platform: a hostile one holds up nobody's page.
import { madeApart } from '../../../platform/server/apart.ts';
import { scanBusy, scanSlow } from '../../sealedCopy.ts';
import type { ScanRead } from './scan.ts';

const module = new URL('./scan.ts', import.meta.url);
const why = { slow: () => scanSlow(), busy: () => scanBusy() };

/** What stands on a scan. Refuses as `scan.ts` does, and when it takes too long, too much memory, or too many wait. */
export const scanApart = (of: { name: string; type: string; content: Buffer; pages: number }): Promise<ScanRead> =>
  madeApart({
    module,
    file: { name: of.name, content: of.content, with: { type: of.type, pages: String(of.pages) } },
    why,
  }) as Promise<ScanRead>;
