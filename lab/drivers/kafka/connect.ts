import * as v from 'valibot';

const statusShape = v.object({
  connector: v.object({ state: v.string() }),
  tasks: v.array(v.object({ id: v.number(), state: v.string(), trace: v.optional(v.string()) })),
});

/** State of a connector and of its tasks. */
export type ConnectorStatus = v.InferOutput<typeof statusShape>;

/** Asks Connect's REST, read only. @param rest its address: `http://10.42.0.3:8083` */
export async function connectText(rest: string, path: string): Promise<string> {
  const answer = await fetch(`${rest}${path}`, { signal: AbortSignal.timeout(30_000) });
  return answer.text();
}

/** State of a connector. @throws when there is none */
export async function connectorStatus(rest: string, name: string): Promise<ConnectorStatus> {
  return v.parse(statusShape, JSON.parse(await connectText(rest, `/connectors/${name}/status`)));
}

/** Names of all connectors. */
export async function connectorNames(rest: string): Promise<readonly string[]> {
  return v.parse(v.array(v.string()), JSON.parse(await connectText(rest, '/connectors')));
}

/** Classes of the plugins that the worker found. */
export async function pluginClasses(rest: string): Promise<readonly string[]> {
  const text = await connectText(rest, '/connector-plugins');
  return v.parse(v.array(v.object({ class: v.string() })), JSON.parse(text)).map((plugin) => plugin.class);
}
