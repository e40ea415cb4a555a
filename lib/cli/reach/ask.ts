import {
  type Answer,
  declaredPorts,
  matrix,
  notOffered,
  type Question,
  questionOf,
  reach,
} from '../../network';
import type { Cluster } from '../../plan';
import { type Problem, problemText } from '../../values';
import { jsonText } from '../json-text';
import { type Chosen, chooseCluster, namedClusters } from './choose';
import { modelFor, modelOfAll } from './models';
import { type AskedPort, readPort } from './port';
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
  const named = namedClusters(clusters, options.cluster);
  if ('reason' in named) return complain([named]);
  const chosen = chooseCluster(named, { from, to });
  if (!('plan' in chosen)) return complain(chosen);
  const { model, warnings } = modelFor(chosen);
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const question = questionOf(
    model,
    { text: from, named: chosen.from },
    { text: to, named: chosen.to },
    report,
  );
  const ports = question === undefined ? [] : portsOf(port, chosen, question, report);
  if (question === undefined || ports.length === 0) return complain(problems);
  const answers = ports.map((one) =>
    reach(question.model, question.from, question.to, one.port, one.transport),
  );
  warn(warnings);
  print(answers, options);
  return exitCode(answers);
}

/** Answers for everybody. @returns the exit code */
export function reachAll(clusters: readonly Cluster[], options: ReachOptions, extra?: string): number {
  if (extra !== undefined)
    return complain([
      { at: '--all', reason: `"${extra}" is too much`, next: 'write asterism reach --all without names' },
    ]);
  const named = namedClusters(clusters, options.cluster);
  if ('reason' in named) return complain([named]);
  const problems = named.flatMap((cluster) => cluster.problems);
  if (problems.length > 0) return complain(problems);
  const all = named.flatMap(({ plan }) => {
    if (plan === undefined) return [];
    const { model, warnings } = modelOfAll(plan);
    warn(warnings);
    return [{ cluster: plan.facts.name, ...matrix(model) }];
  });
  if (options.json === true) console.log(jsonText(all));
  else for (const one of all) for (const line of matrixLines(one.cluster, one)) console.log(line);
  return 0;
}

function print(answers: readonly Answer[], options: ReachOptions): void {
  if (options.json === true) console.log(jsonText(answers));
  else for (const answer of answers) for (const line of answerLines(answer)) console.log(line);
}

/** 0 where every port that was asked about is reached, 1 where one is blocked, 3 where none is and one is unknown. */
function exitCode(answers: readonly Answer[]): number {
  const verdicts = new Set(answers.map(({ verdict }) => verdict));
  if (verdicts.has('blocked')) return 1;
  return verdicts.has('unknown') ? 3 : 0;
}

/** The port that was typed; without one, those of declared connections between the two, or else every one on which something answers. */
function portsOf(
  text: string | undefined,
  { from, to }: Chosen,
  { model, from: start, to: end }: Question,
  report: (problem: Problem) => void,
): readonly AskedPort[] {
  if (text !== undefined) {
    const asked = readPort(text, report);
    const problem = asked && notOffered(model, end, asked.port, asked.transport);
    if (problem !== undefined) report(problem);
    return asked === undefined || problem !== undefined ? [] : [asked];
  }
  const declared = declaredPorts(model, from, to, { from: start, to: end });
  const ports = declared.length > 0 ? declared : end.offers;
  if (ports.length === 0)
    report({
      at: 'port',
      reason: `the inventory knows no port of ${end.name}`,
      next: 'write the port, such as 443',
    });
  return ports;
}

function warn(problems: readonly Problem[]): void {
  for (const problem of problems) console.error(`warning ${problemText(problem)}`);
}

function complain(problems: readonly Problem[]): number {
  for (const problem of problems) console.error(`error ${problemText(problem)}`);
  return 2;
}
