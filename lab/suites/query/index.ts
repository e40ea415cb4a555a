import { needing, suite } from '../../harness';
import { encrypts, tellsFailures, tellsMistakes } from './failures';
import { endsQuietly, follows, outlivesRestart } from './follow';
import { injectsNothing, onlyReads } from './hostile';
import { commandsNoTerminal, takesPassword, tellsBadPassword } from './password';
import { choosesRows, printsValues, showsRows, showsSchema } from './rows';
import { printsNoPassword, streams } from './streaming';
import { startWorld } from './world';

export const query = suite({
  name: 'query',
  title: 'the command line against PostgreSQL 15 where the committed connector writes',
  programs: [],
  tools: ['postgresql', 'openssl', 'script', 'jq'],
  memory: 0.7,
  seconds: 220,
  start: startWorld,
  claims: [
    showsRows,
    // Rows are read out of what it prints.
    ...needing([showsRows], [printsValues]),
    showsSchema,
    ...needing([showsRows], [choosesRows, follows]),
    ...needing([showsRows, follows], [outlivesRestart]),
    ...needing([showsRows], [endsQuietly]),
    takesPassword,
    ...needing([takesPassword], [tellsBadPassword]),
    commandsNoTerminal,
    tellsFailures,
    tellsMistakes,
    ...needing([showsRows], [encrypts]),
    ...needing([showsRows, tellsMistakes], [injectsNothing]),
    onlyReads,
    ...needing([showsRows], [streams]),
    ...needing([takesPassword], [printsNoPassword]),
  ],
});
