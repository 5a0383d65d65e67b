// What the environment says of files, checked: where they lie, who scans them. Passwords stand in no address.
import { join } from 'node:path';
import { StartError } from '../env.ts';
import { clamd, type Scan } from './scan.ts';
import { openFolder, type Store } from './store.ts';

/** `s3://bucket/prefix?endpoint=https://…&region=…`, credentials by the usual variables; without it the folder `DATA_DIR/files`. */
export async function openStore(address: string | null, dataDir: string, from: NodeJS.ProcessEnv = process.env): Promise<Store> {
  if (address === null) return openFolder(join(dataDir, 'files'));
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = from;
  if (!accessKeyId || !secretAccessKey)
    throw new StartError(
      'environment',
      'FILES names a bucket, but AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set.',
    );
  const { hostname: bucket, pathname, searchParams } = new URL(address);
  const folder = pathname.replace(/^\/+|\/+$/g, '');
  const { openBucket } = await import('./s3.ts');
  return openBucket({
    bucket,
    prefix: folder === '' ? '' : `${decodeURIComponent(folder)}/`,
    endpoint: searchParams.get('endpoint') ?? undefined,
    region: searchParams.get('region') ?? from['AWS_REGION'] ?? 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  });
}

/** `clamd://host:port`, 3310 unless said. */
export function scanOf(address: string | null): Scan | undefined {
  if (address === null) return undefined;
  const { hostname, port } = new URL(address);
  return clamd(hostname, port === '' ? 3310 : Number(port));
}
