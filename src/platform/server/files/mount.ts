// The HTTP operation of uploading. What an upload becomes part of is decided by the act that takes it.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../shared/actor.ts';
import { postFile } from '../../shared/files.ts';
import type { Files } from '../files.ts';
import { mount } from '../mount.ts';

/** Mounts `POST /files`. `refuse` throws for who may look only. */
export function mountFiles(app: FastifyInstance, files: Files, refuse: (actor: Actor) => void): void {
  mount(app, postFile, ({ file, actor }) => {
    refuse(actor);
    return files.put({ name: file.name, content: file.content, uploadedBy: actor.account });
  });
}
