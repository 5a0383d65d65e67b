// Files in an S3-compatible store: one object a digest under a prefix. Loaded only where FILES names a bucket.
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { isDigest, type Store } from './store.ts';

export type Bucket = {
  bucket: string;
  prefix: string;
  endpoint: string | undefined;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

export function openBucket({ bucket: Bucket, prefix, endpoint, region, credentials }: Bucket): Store {
  const client = new S3Client({
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Not every compatible store knows the newer checksums; the digest is checked at each reading anyhow.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  });
  const keyOf = (digest: string) => {
    if (!isDigest(digest)) throw new Error(`${digest} is no digest`);
    return `${prefix}${digest}`;
  };
  return {
    put: async (digest, content) => {
      await client.send(
        new PutObjectCommand({ Bucket, Key: keyOf(digest), Body: content, ContentType: 'application/octet-stream' }),
      );
    },
    read: async (digest) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(digest) }));
        return Body instanceof Readable ? Body : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    remove: async (digest) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(digest) }));
    },
    async *list() {
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix })) {
        for (const { Key = '', LastModified } of page.Contents ?? []) {
          const digest = Key.slice(prefix.length);
          if (isDigest(digest) && LastModified) yield { digest, at: LastModified };
        }
      }
    },
  };
}
