import {
  claim,
  declareMachine,
  declareSystem,
  type MachineDeclaration,
  machineFiles,
  type RunContext,
  type SettingsOf,
  wholeNumber,
} from 'asterism';
import * as v from 'valibot';

/** What computers in an attic run. */
const moss = declareSystem('moss', v.strictObject({}), {}, () => ({ title: 'Moss', family: 'debian' }));

const shelfFiles = ({ machines }: RunContext) => [
  { path: 'shelves.txt', text: machines.map(({ name }) => `${name}\n`).join('') },
];

const atticProps = v.strictObject({ shelf: wholeNumber('a shelf', 1, 9) });

/** A computer on a shelf of the attic. */
export function attic(props: SettingsOf<typeof atticProps>): MachineDeclaration {
  return declareMachine('attic', atticProps, props, () => ({
    title: 'computer in the attic',
    system: moss,
    claims: [claim(machineFiles, shelfFiles)],
  }));
}
