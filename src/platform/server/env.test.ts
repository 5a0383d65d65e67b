// The environment: defaults, and one clear sentence for each wrong value.
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { portTaken, readEnv } from './env.ts';

test('without any setting it serves Changzhou on this machine only', () => {
  expect(readEnv({ PORT: '', PATH: 'x' })).toEqual({
    port: 3000,
    host: '127.0.0.1',
    city: 'changzhou',
    dataDir: resolve('data/changzhou'),
    databaseUrl: null,
    demo: false,
    publicUrl: null,
    trustProxy: false,
    logLevel: 'info',
    mail: null,
    files: null,
    fileLimit: 20 * 1024 * 1024,
    scan: null,
    sms: null,
    oidc: null,
    rateLimit: 1,
    stopDelay: 0,
    accessMonths: 12,
    suite: null,
    secretKey: null,
  });
});

test('each setting is read', () => {
  const env = readEnv({
    PORT: '0',
    HOST: '::1',
    CITY: 'example',
    DATA_DIR: 'elsewhere',
    DATABASE_URL: 'postgresql://a@b/c',
    TOUYAN_DEMO: '1',
    PUBLIC_URL: 'https://touyan.example',
    TRUST_PROXY: '1',
    LOG_LEVEL: 'silent',
    MAIL_URL: 'smtp://a:b@mail.example:587',
    MAIL_FROM: 'Touyan <touyan@example.cn>',
    SMS_URL: 'https://sms.example/send',
    SMS_SECRET: 'sixteen-characters',
    RATE_LIMIT: '2.5',
    STOP_DELAY: '5',
    FILES: 's3://city/files?endpoint=https://store.example.cn',
    FILE_LIMIT: '50',
    SCAN: 'clamd://scan.example:3310',
    ACCESS_LOG_MONTHS: '24',
    CRYPTO_SUITE: 'sm',
    SECRET_KEY: '0f'.repeat(32),
  });
  expect(env).toEqual({
    port: 0,
    host: '::1',
    city: 'example',
    dataDir: resolve('elsewhere'),
    databaseUrl: 'postgresql://a@b/c',
    demo: true,
    publicUrl: 'https://touyan.example',
    trustProxy: true,
    logLevel: 'silent',
    mail: { url: 'smtp://a:b@mail.example:587', from: 'Touyan <touyan@example.cn>' },
    sms: { url: 'https://sms.example/send', secret: 'sixteen-characters' },
    rateLimit: 2.5,
    stopDelay: 5000,
    files: 's3://city/files?endpoint=https://store.example.cn',
    fileLimit: 50 * 1024 * 1024,
    scan: 'clamd://scan.example:3310',
    accessMonths: 24,
    oidc: null,
    suite: 'sm',
    secretKey: Buffer.alloc(32, 15),
  });
});

test.each([
  [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535 (0: any free port), but is "http".'],
  [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535 (0: any free port), but is "65536".'],
  [{ PORT: '-1' }, 'PORT must be a whole number'],
  [{ HOST: 'a b' }, 'HOST must be an address'],
  [{ CITY: '../etc' }, 'CITY must be the name of a folder under cities/'],
  [{ CITY: 'x'.repeat(41) }, 'CITY must be the name'],
  [{ TOUYAN_DEMO: 'yes' }, 'TOUYAN_DEMO must be 1 (demo accounts) or 0, but is "yes".'],
  [{ PUBLIC_URL: 'touyan.example' }, 'PUBLIC_URL must be an http or https address'],
  [{ TRUST_PROXY: 'nginx' }, 'TRUST_PROXY must be 1'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but is "loud".'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be a PostgreSQL address'],
  [{ MAIL_URL: 'smtp://mail.example' }, 'MAIL_FROM must be the address that mail comes from'],
  [{ MAIL_FROM: 'no address' }, 'MAIL_FROM must be the address'],
  [{ SMS_URL: 'https://sms.example' }, 'SMS_SECRET must be a secret of 16 characters'],
])('%o is refused in one sentence', (given, sentence) => {
  expect(() => readEnv(given)).toThrow(sentence);
});

test('a wrong address of the database is refused without its password', () => {
  expect(() => readEnv({ DATABASE_URL: 'http://a:secret@b/c' })).toThrow(/^DATABASE_URL must be [^"]*database\.$/);
});

test('a taken port names another one', () => {
  expect(portTaken(3000).message).toContain('PORT=3001');
});
