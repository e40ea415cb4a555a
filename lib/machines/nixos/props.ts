import * as v from 'valibot';
import type { SettingsOf } from '../../inventory';
import { nixosRelease } from './release';

export const nixosProps = v.strictObject({
  /** Release with which the machine was installed, its `system.stateVersion`: `25.11` or later. */
  release: nixosRelease,
});

export type NixosProps = SettingsOf<typeof nixosProps>;
