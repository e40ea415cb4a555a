import * as v from 'valibot';
import { declareMachine, declareSystem, type MachineDeclaration } from '../../inventory';
import { hostsFileClaims } from '../hosts-file/claim';
import { type RaspberryPiProps, raspberryPiProps } from './props';

/** A system of the Debian family with cloud-init, as images for Raspberry Pis have it. */
const debian = declareSystem('debian', v.strictObject({}), {}, () => ({
  title: 'Debian',
  claims: hostsFileClaims,
}));

/**
 * A Raspberry Pi that runs a system of the Debian family. asterism writes its hosts file and the configuration of k3s.
 * @example
 * raspberryPi({ model: 5, disk: 'nvme' })
 */
export function raspberryPi(props: RaspberryPiProps): MachineDeclaration {
  return declareMachine('raspberry-pi', raspberryPiProps, props, () => ({
    title: 'Raspberry Pi',
    system: debian,
  }));
}
