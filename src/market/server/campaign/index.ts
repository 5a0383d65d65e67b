// A campaign's workbook on the server: the sheet in its columns, what waits for the firms' word, links for many. Its importer is opened where imports are.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { openCampaignCells, type WordsOf } from '../../campaignCells.ts';
import type { WithLinks } from '../links/mount.ts';
import { mountListingsSheet } from './sheet.ts';
import { mountWaiting } from './waiting.ts';

export function mountCampaign(app: FastifyInstance, of: WithLinks): void {
  const words: WordsOf = (key) => ({ zh: of.say('zh-CN', key), en: of.say('en', key) });
  mountListingsSheet(app, {
    kernel: of.kernel,
    listings: of.listings,
    cells: openCampaignCells(words),
    codesOf: async (ids) => {
      const { rows } = await sql<{ id: string; code: string | null }>`select id, credit_code as code from organizations
        where id = any(${[...ids]}::uuid[])`.execute(of.db);
      return new Map(rows.map(({ id, code }) => [id, code]));
    },
  });
  mountWaiting(app, of);
}
