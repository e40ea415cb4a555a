import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { Scene } from '../harness';
import type { ApiServer } from './api-server';

/** What an operator writes into the status of a custom kind once it has done its work. */
interface Played {
  /** Path of all objects of the kind. */
  readonly path: string;
  /** @param now for the times of conditions @param spec of the object */
  readonly status: (now: Readonly<Record<string, unknown>>, spec: unknown) => object;
}

const routeSpec = v.object({ parentRefs: v.array(v.unknown()) });

const ready = (now: object) => ({ conditions: [{ type: 'Ready', status: 'True', ...now }] });

/** cert-manager's controller issues, and Cilium's operator serves, whatever is asked. */
const played: readonly Played[] = [
  { path: '/apis/cert-manager.io/v1/clusterissuers', status: ready },
  { path: '/apis/cert-manager.io/v1/certificates', status: ready },
  {
    path: '/apis/gateway.networking.k8s.io/v1/gateways',
    status: (now) => ({
      conditions: ['Accepted', 'Programmed'].map((type) => ({ type, status: 'True', ...now })),
    }),
  },
  {
    path: '/apis/gateway.networking.k8s.io/v1/httproutes',
    status: (now, spec) => ({
      parents: v.parse(routeSpec, spec).parentRefs.map((parentRef) => ({
        controllerName: 'example.com/lab',
        parentRef,
        conditions: ['Accepted', 'ResolvedRefs'].map((type) => ({ type, status: 'True', ...now })),
      })),
    }),
  },
];

const listShape = v.object({
  items: v.array(
    v.object({
      metadata: v.object({
        name: v.string(),
        namespace: v.optional(v.string()),
        generation: v.optional(v.number(), 1),
      }),
      spec: v.unknown(),
      status: v.optional(v.unknown()),
    }),
  ),
});

/** Plays the operators of custom kinds twice a second, until the suite ends or it is stopped. */
export function playOperators(scene: Scene, api: ApiServer): () => Promise<void> {
  const end = new AbortController();
  const playing = (async () => {
    while (!end.signal.aborted) {
      // Before a kind is defined, there are none. What changes while it is looked at is looked at again.
      for (const one of played) await play(api, one).catch(() => undefined);
      await sleep(500);
    }
  })();
  const stop = async (): Promise<void> => {
    end.abort();
    await playing;
  };
  scene.atEnd(stop);
  return stop;
}

async function play(api: ApiServer, { path, status }: Played): Promise<void> {
  const { body } = await api.ask('GET', path);
  for (const { metadata, spec, status: present } of v.parse(listShape, body).items) {
    const { name, namespace, generation } = metadata;
    if (JSON.stringify(present ?? {}).includes(`"observedGeneration":${generation},"reason":"Played"`))
      continue;
    const now = {
      reason: 'Played',
      message: 'by the lab',
      lastTransitionTime: new Date().toISOString(),
      observedGeneration: generation,
    };
    const [kind = ''] = path.split('/').slice(-1);
    const place = path.slice(0, -kind.length);
    const at = namespace === undefined ? `${place}${kind}` : `${place}namespaces/${namespace}/${kind}`;
    await api.ask('PATCH', `${at}/${name}/status`, {
      type: 'application/merge-patch+json',
      body: { status: status(now, spec) },
    });
  }
}
