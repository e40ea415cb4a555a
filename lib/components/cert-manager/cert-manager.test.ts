import fc from 'fast-check';
import { capability, type Component, declareComponent, planOf } from '../../core';
import { defineCluster } from '../../plan';
import { bundled, planned, smallCluster } from '../../testing/clusters';
import { find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { problemText } from '../../values';
import * as v from 'valibot';
import { app } from '../app';
import { certificates } from '../certificates';
import { certManager } from '.';
import { parseAcmeServer } from './acme-server';
import { issuers, secrets } from './fixture';
import type { CertManagerProps } from './props';

type Issuer = NonNullable<CertManagerProps['issuers']>[number];

const [staging, production, selfSigned, made, given] = issuers;

function messages(...list: readonly unknown[]): readonly string[] {
  // Tables below hold what plain JavaScript may hand over.
  return read(certManager({ issuers: list as Issuer[] })).messages;
}
