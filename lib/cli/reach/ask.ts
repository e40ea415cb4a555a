import { type Answer, type End, findEnd, matrix, reach, reachModel, type ReachModel } from '../../network';
import type { Cluster } from '../../plan';
import { bundleOf } from '../../synth';
import { type Problem, problemText, suggest } from '../../values';
import { answerLines, matrixLines } from './show';

/** What a person asks for with `asterism reach`. */
export interface ReachOptions {
  readonly cluster?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** The two ends and the port, as they were typed. */
interface Asked {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly port: string | undefined;
}

/** Answers for two ends. @returns the exit code */
export function reachOne(
  clusters: readonly Cluster[],
  { from, to, port }: Asked,
  options: ReachOptions,
): number {
  if (from === undefined || to === undefined)
    return complain([
      { at: 'reach', reason: 'two names are needed', next: 'write asterism reach FROM TO [PORT], or --all' },
    ]);
  const problems: Problem[] = [];
  const complaints: Problem[][] = [];
  const found = chosen(clusters, options, problems).flatMap((model) => {
    const own: Problem[] = [];
    const report = (problem: Problem) => own.push(problem);
    const [start, end] = [findEnd(model.hosts, from, 'from', report), findEnd(model.hosts, to, 'to', report)];
    complaints.push(own);
    return start === undefined || end === undefined ? [] : [{ model, start, end }];
  });
  const [only] = found;
  if (only === undefined) {
    // The cluster that knows most of what was asked is the one that is meant.
    const [nearest = []] = complaints.toSorted((a, b) => a.length - b.length);
    return complain([...problems, ...nearest]);
  }
  if (found.length > 1) {
    const names = found.map(({ model }) => model.hosts.plan.facts.name);
    return complain([
      {
        at: 'reach',
        reason: `${names.join(' and ')} know both "${from}" and "${to}"`,
        next: `add --cluster ${names[0] ?? ''}`,
      },
    ]);
  }
  const { strangerOn } = only.end;
  if (strangerOn !== undefined)
    return complain([
      {
        at: 'to',
        reason: `nobody in ${only.model.hosts.plan.facts.name} has ${to}, an address of network ${strangerOn}`,
        next: 'name a node, a host or a component, or write the machine into hosts',
      },
    ]);
  const ports = portsOf(port, only.end, problems);
  if (ports.length === 0) return complain(problems.slice(-1));
  const answers = ports.map((one) => reach(only.model, only.start, only.end, one.port, one.transport));
  print(answers, options);
  return answers.every(({ verdict }) => verdict === 'allowed') ? 0 : 1;
}

/** Answers for everybody. @returns the exit code */
export function reachAll(clusters: readonly Cluster[], options: ReachOptions): number {
  const problems: Problem[] = [];
  const models = chosen(clusters, options, problems);
  if (problems.length > 0) return complain(problems);
  const all = models.map((model) => ({ cluster: model.hosts.plan.facts.name, ...matrix(model) }));
  if (options.json === true) console.log(JSON.stringify(all, null, 2));
  else for (const one of all) for (const line of matrixLines(one.cluster, one)) console.log(line);
  return 0;
}

function print(answers: readonly Answer[], options: ReachOptions): void {
  if (options.json === true) console.log(JSON.stringify(answers, null, 2));
  else for (const answer of answers) for (const line of answerLines(answer)) console.log(line);
}

/** The models of the clusters that are asked about. */
function chosen(
  clusters: readonly Cluster[],
  { cluster }: ReachOptions,
  problems: Problem[],
): readonly ReachModel[] {
  const names = clusters.map(({ name }) => name);
  if (cluster !== undefined && !names.includes(cluster)) {
    problems.push({
      at: '--cluster',
      reason: `no cluster is named "${cluster}"`,
      next: suggest(cluster, names),
    });
    return [];
  }
  return clusters
    .filter(({ name }) => cluster === undefined || name === cluster)
    .flatMap(({ plan, problems: own }) => {
      problems.push(...own);
      if (plan === undefined) return [];
      const { hosts, objects } = bundleOf(plan, new Map());
      return [
        reachModel(
          hosts,
          objects.map(({ object }) => object),
          (problem) => problems.push(problem),
        ),
      ];
    });
}

interface AskedPort {
  readonly port: number;
  readonly transport: Answer['transport'];
}

/** The port that was typed, held against what answers there; or every port on which something does. */
function portsOf(text: string | undefined, end: End, problems: Problem[]): readonly AskedPort[] {
  const offers = end.offers.map(({ port, transport, what }) => `${port}/${transport} (${what})`);
  if (text === undefined) {
    if (end.offers.length === 0)
      problems.push({
        at: 'port',
        reason: `the inventory knows no port of ${end.name}`,
        next: 'write the port, such as 443',
      });
    return end.offers;
  }
  const [, digits = '', transport = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === '' || port < 1 || port > 65535) {
    problems.push({
      at: 'port',
      reason: `"${text}" is no port`,
      next: 'write a number from 1 to 65535, with /udp or /sctp where it is not tcp',
    });
    return [];
  }
  const asked: AskedPort = {
    port,
    transport: transport === 'udp' || transport === 'sctp' ? transport : 'tcp',
  };
  const isPod = end.peer.kind === 'pod' && end.offers.length > 0;
  if (isPod && !end.offers.some((offer) => offer.port === port && offer.transport === asked.transport)) {
    problems.push({
      at: 'port',
      reason: `${end.name} does not offer ${port}/${asked.transport}`,
      next: `it offers ${offers.join(', ')}`,
    });
    return [];
  }
  return [asked];
}

function complain(problems: readonly Problem[]): number {
  for (const problem of problems) console.error(`error ${problemText(problem)}`);
  return 2;
}
