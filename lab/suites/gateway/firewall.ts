import { gatewayTable } from '../../../lib/machines/firewalld/zones';
import { checkFirewalld, type Firewalld, firewalldFolder, startFirewalld } from '../../drivers/firewalld';
import { firewalldRules, modelRules } from '../../drivers/firewalld-rules';
import { filesBelow } from '../../drivers/machine-files';
import { type Claim, inTurn } from '../../harness';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zonesOf } from '../network/zones';
import type { GatewayWorld } from './world';

let firewalld: Firewalld | undefined;

const filesAreTaken: Claim<GatewayWorld> = {
  says: 'firewalld takes the zones, the policy and the empty direct rules, and would refuse a slip in them',
  by: 'firewall-offline-cmd --check-config on the shipped folder, and with a port that is none',
  prove: async ({ scene, folder }) => {
    const copy = firewalldFolder(scene, join(folder, 'firewalld'));
    const said = await checkFirewalld(scene, copy);
    if (said !== '') throw new Error(said);
    const zone = join(copy, 'zones/public.xml');
    const text = readFileSync(zone, 'utf8');
    writeFileSync(zone, text.replace(/port="\d+"/, 'port="70000"'));
    if ((await checkFirewalld(scene, copy)) === '') throw new Error('port 70000 passes');
    writeFileSync(zone, text);
    return `${filesBelow(join(folder, 'firewalld'), '.xml').length} files`;
  },
};

/** Whether firewalld does with the shipped files what they are for. */
export const rulesAreRight: Claim<GatewayWorld> = {
  says: 'What firewalld puts into the kernel is what the model answers from: each opening, each forward, one masquerade',
  by: 'firewalld started with the shipped folder; the rules that nft lists, against those of the model',
  prove: async ({ scene, folder, plan, name }) => {
    firewalld = await startFirewalld(scene, firewalldFolder(scene, join(folder, 'firewalld')));
    const printed = await firewalld.rules();
    const [found, expected] = [firewalldRules(printed), modelRules(gatewayTable(zonesOf(plan, name)))];
    if (found.join('\n') !== expected.join('\n'))
      throw new Error(
        `firewalld has\n${without(found, expected)}\nthe model has\n${without(expected, found)}`,
      );
    const masquerades = printed.match(/masquerade$/gm)?.length ?? 0;
    if (masquerades !== 1) throw new Error(`${masquerades} rules masquerade`);
    return `${found.length} rules`;
  },
};

const reloads: Claim<GatewayWorld> = {
  says: 'It turns forwarding on by itself, and a reload changes no rule',
  by: 'net.ipv4.ip_forward, and the rules before and after firewall-cmd --reload',
  prove: async ({ scene }) => {
    if (firewalld === undefined) throw new Error('firewalld did not start');
    const { stdout } = await scene.run('cat', ['/proc/sys/net/ipv4/ip_forward']);
    if (stdout.trim() !== '1') throw new Error(`net.ipv4.ip_forward is ${stdout}`);
    const before = firewalldRules(await firewalld.rules());
    await firewalld.reload();
    const after = firewalldRules(await firewalld.rules());
    if (after.length === 0 || after.join('\n') !== before.join('\n'))
      throw new Error(`before\n${without(before, after)}\nafterwards\n${without(after, before)}`);
    return `${after.length} rules`;
  },
};

export const firewallClaims: readonly Claim<GatewayWorld>[] = inTurn([filesAreTaken, rulesAreRight, reloads]);

/** Rules of one list that the other does not have. */
function without(rules: readonly string[], others: readonly string[]): string {
  const left = rules.filter((rule) => !others.includes(rule));
  return left.length === 0 ? 'nothing more' : left.join('\n');
}
