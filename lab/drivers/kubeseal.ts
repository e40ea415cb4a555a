import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import * as v from 'valibot';
import type { Scene } from '../harness';
import { toolPath } from '../programs/find-tool';

/** A controller's key pair, as files, and the program that opens what is sealed for it. */
export interface Controller {
  /** Path of the certificate, and its text. */
  readonly certificate: string;
  readonly pem: string;
  /** Seals a Secret, given as an object, as `kubeseal` does. @returns YAML */
  readonly seal: (secret: object, scope: string) => Promise<string>;
  /** Opens a SealedSecret by `kubeseal --recovery-unseal`. @returns its values by key, or why it does not open */
  readonly open: (sealed: string) => Promise<ReadonlyMap<string, Buffer> | string>;
}

const openedShape = v.object({
  data: v.record(v.string(), v.nullable(v.string())),
});

/** Makes a key and its certificate by openssl, as long as those of the real controller. */
export async function makeController(scene: Scene): Promise<Controller> {
  const folder = scene.newFolder('controller');
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await scene.run(toolPath('openssl'), [
    ...['req', '-x509', '-newkey', 'rsa:4096', '-nodes', '-days', '30', '-subj', '/CN=sealed-secret'],
    ...['-keyout', key, '-out', certificate],
  ]);
  const kubeseal = scene.program('kubeseal', 'kubeseal');
  return {
    certificate,
    pem: readFileSync(certificate, 'utf8'),
    seal: async (secret, scope) => {
      const args = ['--cert', certificate, '--scope', scope, '--format', 'yaml'];
      return (await scene.run(kubeseal, args, { input: JSON.stringify(secret) })).stdout;
    },
    open: async (sealed) => {
      const args = ['--recovery-unseal', '--recovery-private-key', key];
      const { code, stdout, stderr } = await scene.run(kubeseal, args, { input: sealed, codes: [0, 1] });
      if (code !== 0) return stderr.trim();
      const { data } = v.parse(openedShape, JSON.parse(stdout));
      return new Map(Object.entries(data).map(([name, value]) => [name, Buffer.from(value ?? '', 'base64')]));
    },
  };
}

/** The same SealedSecret under another name or in another namespace, as somebody would try who wants to open it there. */
export function movedTo(
  sealed: string,
  place: { readonly name?: string; readonly namespace?: string },
): string {
  const document = v.parse(v.looseObject({ metadata: v.looseObject({}) }), load(sealed));
  return dump({ ...document, metadata: { ...document.metadata, ...place } });
}
