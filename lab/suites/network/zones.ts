import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { firewalldFiles } from '../../../lib/machines/firewalld/files';
import { type GatewayFirewall, gatewayFirewall } from '../../../lib/machines/firewalld/zones';
import { hostFlows } from '../../../lib/network';
import type { ClusterPlan } from '../../../lib/plan';
import { textMistake } from '../../drivers/text-mistake';

/** The zones and policies of a gateway from which the model answers. */
export function zonesOf(plan: ClusterPlan, gateway: string): GatewayFirewall {
  const host = plan.facts.hosts.find(({ name }) => name === gateway);
  const firewall = host && gatewayFirewall(host, hostFlows(plan, []), plan.facts);
  if (firewall === undefined) throw new Error(`${gateway} is not a gateway`);
  return firewall;
}

/** What of the shipped files of a gateway is not what the model answers from. @param files the gateway's folder */
export function zoneMistakes(files: string, firewall: GatewayFirewall, plan: ClusterPlan): readonly string[] {
  const expected = new Map(firewalldFiles(firewall, plan.facts).map(({ path, text }) => [path, text]));
  const found = readdirSync(join(files, 'firewalld'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(files, join(parentPath, name)));
  return [...new Set([...expected.keys(), ...found])].flatMap((path) => {
    const file = join(files, path);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    return textMistake(path, text, expected.get(path)) ?? [];
  });
}

/** Writes zones and policies in place of those that are in a folder of firewalld's. */
export function writeZones(folder: string, firewall: GatewayFirewall, plan: ClusterPlan): void {
  for (const name of ['zones', 'policies']) rmSync(join(folder, name), { recursive: true, force: true });
  for (const { path, text } of firewalldFiles(firewall, plan.facts)) {
    const file = join(folder, relative('firewalld', path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
