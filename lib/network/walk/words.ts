import { ipv4FromNumber } from '../../values';
import type { Step, Walk } from './step';

/** What stops a connection, in a sentence without its end: `alphard: no rule of chain forward accepts tcp 9092 from …`. */
export function lastWords({ at, steps }: Walk): string {
  const last = steps.at(-1);
  return last === undefined ? `${at} sends nothing` : stepWords(last);
}

/** One step, in words. */
export function stepWords(step: Step): string {
  const who = `${step.machine}: ${step.answer ? 'on the way back, ' : ''}`;
  switch (step.kind) {
    case 'rule':
      return `${who}${ruleWords(step)}`;
    case 'tunnel':
      return `${who}inside VXLAN to ${step.to}`;
    case 'relay':
      return `${who}a connection of its own to ${step.to}`;
    case 'no-route':
      return `${who}no route to ${step.to}`;
    case 'no-answer':
      return `${who}nothing answers for ${step.to}`;
    case 'passes-nothing-on':
      return `${who}does not pass on what is for ${step.to}`;
    case 'own-address':
      return `${who}drops what comes from outside with its own address ${step.of}`;
    case 'unasked':
      return `${who}the answer comes from ${step.from}, which was not asked`;
    case 'circle':
      return `${who}it went round in circles`;
  }
}

function ruleWords({ table, chain, rule, packet }: Extract<Step, { kind: 'rule' }>): string {
  const { transport, source, destination, port } = packet;
  const what = `${transport} ${port} from ${ipv4FromNumber(source)} to ${ipv4FromNumber(destination)}`;
  const where = `chain ${chain.name} of table ${table.name}`;
  if (rule === undefined)
    return chain.policy === 'drop' ? `no rule of ${where} accepts ${what}` : `${where} lets it pass`;
  switch (rule.verdict.kind) {
    case 'accept':
      return `"${rule.flow}" of ${where} accepts ${what}`;
    case 'drop':
      return `"${rule.flow}" of ${where} drops ${what}`;
    case 'masquerade':
      return `"${rule.flow}" of ${where} gives it this machine's address`;
    case 'dnat':
      return `"${rule.flow}" of ${where} sends it to ${rule.verdict.to}${rule.verdict.port === undefined ? '' : `:${rule.verdict.port}`}`;
  }
}
