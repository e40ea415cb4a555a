import * as v from 'valibot';
import { declareSystem, type SystemDeclaration } from '../../inventory';
import { openVswitchClaims } from '../open-vswitch/claim';

/**
 * Enterprise Linux, such as Rocky Linux, AlmaLinux and RHEL. asterism writes the configuration of the programs that the host lists,
 * of its bridges, and of firewalld if the host is a gateway.
 * @example
 * enterpriseLinux()
 */
export function enterpriseLinux(): SystemDeclaration {
  return declareSystem('enterprise-linux', v.strictObject({}), {}, () => ({
    title: 'Enterprise Linux',
    family: 'rhel',
    filtersSsh: true,
    claims: openVswitchClaims,
  }));
}
