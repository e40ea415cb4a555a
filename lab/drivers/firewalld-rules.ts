import { portText, type Table } from '../../lib/network';

/**
 * What firewalld let in, forward and translate, of the rules that nft prints: a line each, beginning with the card by which a
 * packet comes in. Chains are entered by card; what a chain decides is in the one of the same name with `_allow`.
 */
export function firewalldRules(printed: string): readonly string[] {
  const chains = new Map(
    [...printed.matchAll(/chain (\S+) \{([^]*?)\n\t\}/g)].map(([, name = '', body = '']) => [
      name,
      body.split('\n').map((line) => line.trim()),
    ]),
  );
  const dispatched = [...printed.matchAll(/iifname "(\S+)" (?:oifname "(\S+)" )?(?:goto|jump) (\S+)/g)];
  return dispatched
    .flatMap(([, card = '', out, chain = '']) => {
      const way = out === undefined ? card : `${card} > ${out}`;
      const own = chains.get(chain)?.filter((line) => line === 'accept') ?? [];
      return [...own, ...(chains.get(`${chain}_allow`) ?? [])]
        .filter((line) => line !== '')
        .map((line) => `${way}: ${line.replace('meta nfproto ipv4 ', '').replace('oifname != "lo" ', '')}`);
    })
    .sort();
}

/** The same of the model's table. Rules that do not ask for the card are those that firewalld always has. */
export function modelRules({ chains }: Table): readonly string[] {
  return chains
    .flatMap(({ rules }) =>
      rules.flatMap(({ match, verdict }) => {
        const { iifname = [], oifname = [''], source = [''], transport, ports = [] } = match;
        const ending = verdict.kind === 'dnat' ? `dnat ip to ${verdict.to}` : verdict.kind;
        return iifname
          .filter((card) => card !== 'lo')
          .flatMap((card) =>
            oifname.flatMap((out) =>
              source.map((from) =>
                [
                  `${out === '' ? card : `${card} > ${out}`}:`,
                  ...(from === '' ? [] : ['ip saddr', from.replace(/\/32$/, '')]),
                  ...(transport === undefined ? [] : [transport, 'dport', ports.map(portText).join()]),
                  ending,
                ].join(' '),
              ),
            ),
          );
      }),
    )
    .sort();
}
